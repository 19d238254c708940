import { expect, it } from 'vitest';
import { axeFindings } from './support/axe.ts';
import { issueInvoices } from './support/issue.ts';
import { PAYING } from './support/paying.ts';
import { findInvoices, openPane } from './support/portal.ts';
import { OWNER, READER } from './support/sign-in.ts';
import { siteForThisFile } from './support/site.ts';
import { BOTH, EN } from './support/words.ts';

const site = siteForThisFile();

it.each(BOTH)(
  'the pane tells how to pay by bank transfer, and copies each figure as a bank takes it ($locale)',
  async (words) => {
    const number = words === EN ? '800100' : '800200';
    await issueInvoices(site.betalt.url, [{ number, net: '1234.5' }]);
    const { page, context } = await site.visitAs(OWNER, { words });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await findInvoices(page, words);
    const pane = await openPane(page, words, number);
    const { bankTransfer, copy, copied } = PAYING[words.locale];
    await pane.getByRole('tab', { name: bankTransfer }).click();
    const kid = pane.getByRole('button', { name: copy('KID') });
    await kid.click();
    await pane.getByRole('status').filter({ hasText: copied }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^\d{5,25}$/);
    await pane.getByRole('button', { name: copy('IBAN') }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^NO\d{13}$/);
    await pane.getByRole('button', { name: copy(words === EN ? 'Amount' : 'Beløp') }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(words === EN ? '1234.50' : '1234,50');
    expect(await axeFindings(page)).toEqual([]);
  },
);

it('a reader, who may not pay by card, is told how to pay by transfer on the invoice’s page', async () => {
  const account = await issueInvoices(site.betalt.url, [{ number: '800300' }]);
  const { page } = await site.visitAs(READER, { at: `/billing/${encodeURIComponent(account)}/invoices/800300` });
  await page.getByRole('heading', { name: 'Pay by bank transfer' }).waitFor();
  await page.getByRole('button', { name: 'Copy: KID' }).waitFor();
  expect(await page.getByRole('button', { name: PAYING['en-US'].createPayLink }).count()).toBe(0);
});

it('above the limit for cards, the transfer is the only way that is left', async () => {
  const { page } = await site.visitAs(OWNER);
  await findInvoices(page, EN);
  await page.goto(`${page.url()}?pane=pay-now&invoice=G000000063`);
  const pane = page.getByRole('dialog', { name: EN.payNow, exact: true });
  await pane.getByText(/above the limit/).waitFor();
  await pane.getByRole('button', { name: 'Copy: IBAN' }).waitFor();
  expect(await pane.getByRole('tab').count()).toBe(0);
  expect(await axeFindings(page)).toEqual([]);
});
