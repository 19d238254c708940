import { expect, it } from 'vitest';
import { axeFindings } from './support/axe.ts';
import { dayFromToday, issueInvoices } from './support/issue.ts';
import { MANAGER, OWNER } from './support/sign-in.ts';
import { siteForThisFile } from './support/site.ts';
import { EN, NB } from './support/words.ts';

const site = siteForThisFile();

it('the owner turns automatic payment on, sees what will be charged and when, and turns it off again', async () => {
  const account = await issueInvoices(site.betalt.url, [{ number: 'AUTO-1', dueInDays: 20 }]);
  const address = `/billing/${encodeURIComponent(account)}/profiles/FJRD-NORG-NOK-PGB/payment-methods`;
  const { page } = await site.visitAs(OWNER, { at: address });
  const toggle = page.getByRole('switch', { name: 'Automatic payment' });
  await toggle.check();
  await page.getByText('Automatic payment turned on').first().waitFor();
  const row = page.getByRole('row').filter({ hasText: 'AUTO-1' });
  await row.getByText('Planned').waitFor();
  const on = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });
  await row.getByText(on.format(new Date(dayFromToday(20)))).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.reload();
  await expect.poll(() => toggle.isChecked()).toBe(true);
  await toggle.uncheck();
  await page.getByText('Automatic payment turned off').first().waitFor();
});

it('a profile without a default payment method says so, and cannot be turned on, in Norwegian too', async () => {
  for (const words of [EN, NB]) {
    const account = await issueInvoices(site.betalt.url, []);
    const address = `/billing/${encodeURIComponent(account)}/profiles/FJRD-INTL-USD-PGB/payment-methods`;
    const { page } = await site.visitAs(OWNER, { words, at: address });
    const toggle = page.getByRole('switch', { name: words === EN ? 'Automatic payment' : 'Automatisk betaling' });
    await toggle.waitFor();
    expect(await toggle.isDisabled()).toBe(true);
    await page.getByText(words === EN ? /no default payment method/ : /ingen standard betalingsmåte/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  }
});

it('an invoice manager, who may not manage the profile’s cards, may not switch it', async () => {
  const account = await issueInvoices(site.betalt.url, []);
  const address = `/billing/${encodeURIComponent(account)}/profiles/FJRD-NORG-NOK-PGB/payment-methods`;
  const { page } = await site.visitAs(MANAGER, { at: address });
  await page.getByRole('heading', { name: 'Your payment methods' }).waitFor();
  await expect.poll(() => page.getByRole('switch', { name: 'Automatic payment', disabled: false }).count()).toBe(0);
});
