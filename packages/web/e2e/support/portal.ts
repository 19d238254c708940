import type { FrameLocator, Locator, Page } from '@playwright/test';
import type { Words } from './words.ts';

/** A card to type into the gateway's fields; the numbers are Stripe's test cards. */
export const CARDS = {
  good: '4242424242424242',
  /** Its bank refuses it already when it is added. */
  refused: '4000000000000002',
  /** Is added without a word; every charge is declined. */
  declined: '4000000000000341',
  /** Its bank wants to see the payer each time. */
  challenged: '4000002760003184',
} as const;

/** The way that the help article describes: search, service, Billing > Invoices. */
export async function findInvoices(page: Page, words: Words): Promise<void> {
  const search = page.getByRole('combobox', { name: words.search, exact: true });
  await search.fill(words.service);
  await page.getByRole('option', { name: words.service }).first().click();
  const menu = page.getByRole('navigation').getByRole('list', { name: words.billing, exact: true });
  await menu.getByRole('link', { name: words.invoices, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: words.invoices }).waitFor();
}

/** The row of an invoice in the list. Also while a pane covers the list, which hides it from screen readers. */
export function rowOf(page: Page, words: Words, number: string): Locator {
  const list = page.getByRole('table', { name: words.invoices, exact: true, includeHidden: true });
  return list.getByRole('row', { includeHidden: true }).filter({
    has: page.getByRole('link', { name: number, exact: true, includeHidden: true }),
  });
}

/** What the status column says in a row; waits for that word. */
export function statusIn(row: Locator, word: string): Locator {
  return row.getByRole('cell', { includeHidden: true }).filter({ hasText: new RegExp(`^${word}$`) });
}

/** Presses Pay now in the row, and gives the pane: for a payment by card, so that credit of the demo's is left alone. */
export async function openPane(page: Page, words: Words, number: string): Promise<Locator> {
  await rowOf(page, words, number).getByRole('link', { name: words.payNow, exact: true }).click();
  const pane = paneOf(page, words);
  await leaveCredit(pane, words);
  await pane.getByText(words.selectMethod, { exact: true }).waitFor();
  return pane;
}

/** Once the pane knows what credit there is, the card is to pay it all. */
export async function leaveCredit(pane: Locator, words: Words): Promise<void> {
  await pane.getByRole('button', { name: words.payNow, exact: true, disabled: false }).waitFor();
  const credit = pane.getByRole('checkbox', { name: words.credit });
  if ((await credit.count()) > 0) await credit.uncheck();
}

export function paneOf(page: Page, words: Words): Locator {
  return page.getByRole('dialog', { name: words.payNow, exact: true });
}

/** Add new payment method: the gateway's fields, in its own frame. */
export async function enterCard(pane: Locator, words: Words, number: string): Promise<void> {
  await pane.getByRole('button', { name: words.addMethod, exact: true }).click();
  await fillCard(cardForm(pane, words), words, number);
}

export async function fillCard(form: FrameLocator, words: Words, number: string): Promise<void> {
  await form.getByLabel(words.cardNumber, { exact: true }).fill(number);
  await form.getByLabel(words.expiry, { exact: true }).fill('12/34');
  await form.getByLabel(words.securityCode, { exact: true }).fill('123');
}

export function cardForm(pane: Locator, words: Words): FrameLocator {
  return pane.frameLocator(`iframe[title="${words.cardFrame}"]`);
}

/** Answers the bank's check, which stands over everything: by a press of the button of that name. */
export async function answerChallenge(page: Page, words: Words, button: string): Promise<void> {
  const frame = page.frameLocator(`iframe[title="${words.challengeFrame}"]`);
  await frame.getByRole('button', { name: button, exact: true }).click();
}

export function payButton(pane: Locator, words: Words): Locator {
  return pane.getByRole('button', { name: words.payNow, exact: true });
}

/** Chooses a saved card by its last four digits. */
export async function chooseCard(pane: Locator, lastFour: string): Promise<void> {
  await pane.getByRole('radio', { name: new RegExp(`${lastFour}$`) }).check();
}
