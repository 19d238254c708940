import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { issueInvoices } from './support/issue.ts';
import {
  answerChallenge,
  CARDS,
  cardForm,
  chooseCard,
  enterCard,
  fillCard,
  findInvoices,
  leaveCredit,
  openPane,
  payButton,
  rowOf,
  statusIn,
} from './support/portal.ts';
import { OWNER } from './support/sign-in.ts';
import { siteForThisFile } from './support/site.ts';
import { chargesOf } from './support/witness.ts';
import { EN, NB, type Words } from './support/words.ts';

const site = siteForThisFile();

const LANGUAGES = [
  {
    words: EN,
    locale: EN.locale,
    declined: 'Your bank declined the card. Try another card, or ask your bank why.',
    refused: 'The card was not accepted',
    notConfirmed: 'Your bank could not confirm that it is you. Try again, or use another card.',
    notCompleted: "Your bank's check was not completed",
    giveUp: 'Give up this payment',
  },
  {
    words: NB,
    locale: NB.locale,
    declined: 'Banken din avviste kortet. Prøv et annet kort, eller spør banken hvorfor.',
    refused: 'Kortet ble ikke godtatt',
    notConfirmed: 'Banken kunne ikke bekrefte at det er deg. Prøv igjen, eller bruk et annet kort.',
    notCompleted: 'Bankens kontroll ble ikke fullført',
    giveUp: 'Avbryt denne betalingen',
  },
];

describe.each(LANGUAGES)('in $locale', ({ words, declined, refused, notConfirmed, notCompleted, giveUp }) => {
  it('a declined card leaves its reason in the pane, and another card pays at once', async () => {
    const { page, pane, number } = await paneFor(words, 'DECLINED');
    await enterCard(pane, words, CARDS.declined);
    await payButton(pane, words).click();
    await pane.getByText(declined).waitFor();
    expect(await chargesOf(site.betalt.sandboxUrl, number)).toEqual([]);
    await chooseCard(pane, '4242');
    await payButton(pane, words).click();
    await expectPaidOnce(page, words, number);
  });

  it('a card that its bank refuses when it is added can be put right in the same fields', async () => {
    const { page, pane, number } = await paneFor(words, 'REFUSED');
    await enterCard(pane, words, CARDS.refused);
    await payButton(pane, words).click();
    await pane.getByText(refused).waitFor();
    await fillCard(cardForm(pane, words), words, CARDS.good);
    await payButton(pane, words).click();
    await expectPaidOnce(page, words, number);
  });

  it('a payment that the bank asks the payer about is Paid after the bank’s check', async () => {
    const { page, pane, number } = await paneFor(words, 'CHECKED');
    await chooseCard(pane, '3184');
    await payButton(pane, words).click();
    await answerChallenge(page, words, words.completeChallenge);
    await expectPaidOnce(page, words, number);
  });

  it('a bank’s check that fails says so, charges nothing, and another card pays at once', async () => {
    const { page, pane, number } = await paneFor(words, 'FAILED');
    await chooseCard(pane, '3184');
    await payButton(pane, words).click();
    await answerChallenge(page, words, words.failChallenge);
    await pane.getByText(notConfirmed).waitFor();
    await chooseCard(pane, '4242');
    await payButton(pane, words).click();
    await expectPaidOnce(page, words, number);
  });

  it('a bank’s check that the payer leaves frees the invoice, and another card pays at once', async () => {
    const { page, pane, number } = await paneFor(words, 'LEFT');
    await chooseCard(pane, '3184');
    await payButton(pane, words).click();
    await answerChallenge(page, words, words.cancelChallenge);
    await pane.getByText(notConfirmed).waitFor();
    await chooseCard(pane, '4242');
    await payButton(pane, words).click();
    await expectPaidOnce(page, words, number);
  });

  it('a payment whose payer went away from the bank’s check can be given up, and another card pays at once', async () => {
    const { page, pane, number } = await paneFor(words, 'GIVEN-UP');
    await chooseCard(pane, '3184');
    await payButton(pane, words).click();
    await page.getByRole('dialog', { name: words.challengeFrame }).waitFor();
    await page.reload();
    await pane.getByRole('button', { name: giveUp }).click();
    await pane.getByText(notCompleted).waitFor();
    await leaveCredit(pane, words);
    await chooseCard(pane, '4242');
    await payButton(pane, words).click();
    await expectPaidOnce(page, words, number);
  });
});

it('a new card whose bank wants to see the payer pays after one check for the card and one for the payment', async () => {
  const { page, pane, number } = await paneFor(EN, 'NEW-CHECKED');
  await enterCard(pane, EN, CARDS.challenged);
  await payButton(pane, EN).click();
  await answerChallenge(page, EN, EN.completeChallenge);
  await page.getByRole('dialog', { name: EN.challengeFrame }).waitFor({ state: 'detached' });
  await answerChallenge(page, EN, EN.completeChallenge);
  await expectPaidOnce(page, EN, number);
});

it('a card whose fields are not complete is not sent: the fields say what is missing', async () => {
  const { page, pane, number } = await paneFor(EN, 'INCOMPLETE');
  await enterCard(pane, EN, '42424242');
  await payButton(pane, EN).click();
  await cardForm(pane, EN).getByText('Your card number is incomplete.').waitFor();
  expect(await statusIn(rowOf(page, EN, number), EN.pastDue).count()).toBe(1);
  expect(await chargesOf(site.betalt.sandboxUrl, number)).toEqual([]);
});

async function paneFor(words: Words, what: string) {
  const number = `${what}-${words.locale}`;
  await issueInvoices(site.betalt.url, [{ number }]);
  const { page } = await site.visitAs(OWNER, { words });
  await findInvoices(page, words);
  return { page, number, pane: await openPane(page, words, number) };
}

async function expectPaidOnce(page: Page, words: Words, number: string): Promise<void> {
  await statusIn(rowOf(page, words, number), words.paid).waitFor();
  expect(await chargesOf(site.betalt.sandboxUrl, number)).toMatchObject([{ amount_received: 10_000 }]);
}
