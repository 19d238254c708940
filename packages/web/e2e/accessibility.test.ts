import type { Page } from '@playwright/test';
import { beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './support/axe.ts';
import { issueInvoices } from './support/issue.ts';
import { cardForm, findInvoices, openPane, paneOf } from './support/portal.ts';
import { OWNER, READER } from './support/sign-in.ts';
import { siteForThisFile } from './support/site.ts';
import { EN, NB } from './support/words.ts';

const site = siteForThisFile();
let account: string;
beforeAll(async () => {
  account = await issueInvoices(site.betalt.url, [{ number: 'AXE-1' }]);
});

const LOOKS = [EN, NB].flatMap((words) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ words, locale: words.locale, colorScheme })),
);

describe.each(LOOKS)('axe, in $locale and $colorScheme', ({ words, colorScheme }) => {
  it('finds nothing on the sign-in page and the sign-up page', async () => {
    const { page } = await site.visit({ locale: words.locale, colorScheme });
    await page.goto('/sign-in');
    await page.getByRole('button', { name: words.signIn, exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.goto('/sign-up');
    await page.getByLabel(words.password).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('finds nothing on home, invoices, the search list, the invoice and Pay now with its card form', async () => {
    const { page } = await site.visitAs(OWNER, { words, colorScheme });
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await findInvoices(page, words);
    await page.getByRole('link', { name: 'AXE-1', exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('combobox', { name: words.search, exact: true }).fill('AXE');
    await page.getByRole('option').first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');

    const pane = await openPane(page, words, 'AXE-1');
    await pane.getByRole('button', { name: words.addMethod, exact: true }).click();
    await cardForm(pane, words).getByLabel(words.cardNumber, { exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await page.goto(`/billing/${encodeURIComponent(account)}/invoices/AXE-1`);
    await page.getByRole('heading', { level: 1, name: 'AXE-1' }).waitFor();
    await page.getByText('Virtual machines').first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });
});

it('finds nothing where a reader is told why an invoice cannot be paid, on the page and in the pane', async () => {
  const { page } = await site.visitAs(READER, { at: `/billing/${encodeURIComponent(account)}/invoices/AXE-1` });
  await page.getByText(/your role cannot pay it/).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.goto(`/billing/${encodeURIComponent(account)}/invoices?pane=pay-now&invoice=AXE-1`);
  await paneOf(page, EN)
    .getByText(/your role cannot pay it/)
    .waitFor();
  expect(await axeFindings(page)).toEqual([]);
});

it('finds nothing on the other pages of an account', async () => {
  const { page } = await site.visitAs(OWNER);
  const pages = ['', '/payments', '/payment-methods', '/billing-profiles', '/invoice-sections', '/properties'];
  const addresses = [
    '/billing',
    '/settings',
    '/help',
    ...pages.map((each) => `/billing/${encodeURIComponent(account)}${each}`),
  ];
  for (const address of addresses) {
    await page.goto(address);
    await settled(page);
    expect(await axeFindings(page), address).toEqual([]);
  }
});

/** The page has its heading, and nothing in it still loads. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
}
