import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BetaltProcess, startBetalt } from './support/betalt-process.ts';
import { openBrowser, type Visitor, visit } from './support/browser.ts';
import { issueInvoices } from './support/issue.ts';
import { CARDS, chooseCard, enterCard, findInvoices, openPane, payButton, rowOf, statusIn } from './support/portal.ts';
import { CONTRIBUTOR, MANAGER, OWNER, signIn } from './support/sign-in.ts';
import { watchRow } from './support/watch-row.ts';
import { chargesOf } from './support/witness.ts';
import { BOTH, EN, NB, type Words } from './support/words.ts';

let betalt: BetaltProcess;
let browser: Browser;
beforeAll(async () => {
  [betalt, browser] = await Promise.all([startBetalt(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await betalt.close();
});

describe.each(BOTH)('the journey in $locale', (words) => {
  it('leads the owner from the sign-in page to Paid, with a card entered in the pane', async () => {
    const number = `OWNER-${words.locale}`;
    await issueInvoices(betalt.url, [{ number, net: '1249.50' }]);
    const { page, complaints, context } = await signedIn(words, OWNER);
    await findInvoices(page, words);
    const row = rowOf(page, words, number);
    await statusIn(row, words.pastDue).waitFor();
    const pane = await openPane(page, words, number);
    await enterCard(pane, words, CARDS.good);
    const seen = await watchRow(page, number, words.paid);
    await payButton(pane, words).click();
    await statusIn(row, words.paid).waitFor();
    expect(await seen.report()).toEqual({ documentsLoaded: 1, listsRead: 0, isWithinASecond: true });
    await pane.waitFor({ state: 'hidden' });
    await expectPaid(page, words, number);
    expect(await chargesOf(betalt.sandboxUrl, number)).toMatchObject([{ amount_received: 124_950, currency: 'nok' }]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('lets the invoice manager of the profile pay with the card saved there', async () => {
    const number = `MANAGER-${words.locale}`;
    await paysWithSavedCard(words, MANAGER, number);
  });
});

it('lets the contributor of the account pay with a card of their own', async () => {
  await paysWithSavedCard(EN, CONTRIBUTOR, 'CONTRIBUTOR-1');
});

it('shows the sums in the way of the reader’s language', async () => {
  await issueInvoices(betalt.url, [{ number: 'SUM-1', net: '1234.5' }]);
  const { page, context } = await signedIn(NB, OWNER);
  await findInvoices(page, NB);
  await rowOf(page, NB, 'SUM-1')
    .getByRole('cell', { name: /1\s234,50/ })
    .first()
    .waitFor();
  await context.close();
});

async function paysWithSavedCard(words: Words, email: string, number: string): Promise<void> {
  await issueInvoices(betalt.url, [{ number, net: '80' }]);
  const { page, complaints, context } = await signedIn(words, email);
  await findInvoices(page, words);
  const pane = await openPane(page, words, number);
  await chooseCard(pane, '4242');
  await payButton(pane, words).click();
  await pane.waitFor({ state: 'hidden' });
  await expectPaid(page, words, number);
  expect(await chargesOf(betalt.sandboxUrl, number)).toMatchObject([{ amount_received: 8_000 }]);
  expect(complaints).toEqual([]);
  await context.close();
}

async function signedIn(words: Words, email: string): Promise<Visitor> {
  const visitor = await visit(browser, betalt.url, { locale: words.locale });
  await signIn(visitor.page, words, email);
  return visitor;
}

/** The row offers nothing to pay any more, and says why when it is asked. */
async function expectPaid(page: Page, words: Words, number: string): Promise<void> {
  const row = rowOf(page, words, number);
  await statusIn(row, words.paid).waitFor();
  expect(await row.getByRole('link', { name: words.payNow }).count()).toBe(0);
}
