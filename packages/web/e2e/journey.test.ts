import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { issueInvoices } from './support/issue.ts';
import { CARDS, chooseCard, enterCard, findInvoices, openPane, payButton, rowOf, statusIn } from './support/portal.ts';
import { CONTRIBUTOR, MANAGER, OWNER, signIn } from './support/sign-in.ts';
import { siteForThisFile } from './support/site.ts';
import { watchRow } from './support/watch-row.ts';
import { chargesOf } from './support/witness.ts';
import { BOTH, EN, NB, type Words } from './support/words.ts';

const site = siteForThisFile();

describe.each(BOTH)('the journey in $locale', (words) => {
  it('leads the owner from the sign-in page to Paid, with a card entered in the pane', async () => {
    const number = `OWNER-${words.locale}`;
    await issueInvoices(site.betalt.url, [{ number, net: '1249.50' }]);
    const { page, complaints } = await site.visit({ locale: words.locale });
    await signIn(page, words, OWNER);
    await findInvoices(page, words);
    const row = rowOf(page, words, number);
    await statusIn(row, words.pastDue).waitFor();
    const pane = await openPane(page, words, number);
    await enterCard(pane, words, CARDS.good);
    const seen = await watchRow(page, number, words.paid);
    await payButton(pane, words).click();
    await statusIn(row, words.paid).waitFor();
    await pane.waitFor({ state: 'hidden' });
    expect(await seen.report()).toEqual({
      documentsLoaded: 1,
      listsRead: 0,
      isWithinASecond: true,
      hasGoneBack: false,
    });
    await expectPaid(page, words, number, 124_950);
    expect(complaints).toEqual([]);
  });

  it('lets the invoice manager of the profile pay with the card saved there', async () => {
    await paysWithSavedCard(words, MANAGER, `MANAGER-${words.locale}`);
  });
});

it('lets the contributor of the account pay with a saved card', async () => {
  await paysWithSavedCard(EN, CONTRIBUTOR, 'CONTRIBUTOR-1');
});

it('shows the sums in the way of the reader’s language', async () => {
  await issueInvoices(site.betalt.url, [{ number: 'SUM-1', net: '1234.5' }]);
  const { page } = await site.visitAs(OWNER, { words: NB });
  await findInvoices(page, NB);
  await rowOf(page, NB, 'SUM-1')
    .getByRole('cell', { name: /1\s234,50/ })
    .first()
    .waitFor();
});

async function paysWithSavedCard(words: Words, email: string, number: string): Promise<void> {
  await issueInvoices(site.betalt.url, [{ number, net: '80' }]);
  const { page, complaints } = await site.visitAs(email, { words });
  await findInvoices(page, words);
  const pane = await openPane(page, words, number);
  await chooseCard(pane, '4242');
  await payButton(pane, words).click();
  await pane.waitFor({ state: 'hidden' });
  await expectPaid(page, words, number, 8_000);
  expect(complaints).toEqual([]);
}

/** The row says so and offers nothing to pay any more, and the witness saw one charge of that sum. */
async function expectPaid(page: Page, words: Words, number: string, amountMinor: number): Promise<void> {
  const row = rowOf(page, words, number);
  await statusIn(row, words.paid).waitFor();
  expect(await row.getByRole('link', { name: words.payNow }).count()).toBe(0);
  const charges = await chargesOf(site.betalt.sandboxUrl, number);
  expect(charges).toMatchObject([{ amount_received: amountMinor, currency: 'nok' }]);
}
