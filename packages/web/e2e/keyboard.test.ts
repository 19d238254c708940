import type { Locator, Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from './support/api.ts';
import { issueInvoices } from './support/issue.ts';
import { CARDS, cardForm, findInvoices, leaveCredit, paneOf, payButton, rowOf, statusIn } from './support/portal.ts';
import { OWNER } from './support/sign-in.ts';
import { siteForThisFile } from './support/site.ts';
import { chargesOf } from './support/witness.ts';
import { BOTH, EN } from './support/words.ts';

const site = siteForThisFile();

describe.each(BOTH)('the keyboard alone in $locale', (words) => {
  it('goes the whole journey, from the sign-in page to Paid', async () => {
    const number = `KEYS-${words.locale}`;
    await issueInvoices(site.betalt.url, [{ number }]);
    const { page } = await site.visit({ locale: words.locale });
    await page.goto('/');
    await tabTo(page, page.getByLabel(words.email));
    await page.keyboard.type(OWNER);
    await tabTo(page, page.getByLabel(words.password));
    await page.keyboard.type(DEMO_PASSWORD);
    await page.keyboard.press('Enter');
    const search = page.getByRole('combobox', { name: words.search, exact: true });
    await search.waitFor();

    await page.keyboard.press('g');
    await page.keyboard.press('/');
    await expectFocused(search);
    await page.keyboard.type(words.service);
    await page.getByRole('option', { name: words.service, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    const menu = page.getByRole('navigation').getByRole('list', { name: words.billing, exact: true });
    await tabTo(page, menu.getByRole('link', { name: words.invoices, exact: true }));
    await page.keyboard.press('Enter');
    const row = rowOf(page, words, number);
    await tabTo(page, row.getByRole('link', { name: words.payNow, exact: true }), 200);
    await page.keyboard.press('Enter');

    const pane = paneOf(page, words);
    await tabTo(page, pane.getByRole('checkbox', { name: words.credit }));
    await page.keyboard.press('Space');
    await tabTo(page, pane.getByRole('button', { name: words.addMethod, exact: true }));
    await page.keyboard.press('Enter');
    const form = cardForm(pane, words);
    for (const [label, text] of [
      [words.cardNumber, CARDS.good],
      [words.expiry, '1234'],
      [words.securityCode, '123'],
    ] as const) {
      await tabTo(page, form.getByLabel(label, { exact: true }));
      await page.keyboard.type(text);
    }
    await tabTo(page, payButton(pane, words));
    await page.keyboard.press('Enter');
    await statusIn(row, words.paid).waitFor();
    await pane.waitFor({ state: 'hidden' });
    await expectFocused(row.getByRole('link', { name: number, exact: true }));
    expect(await chargesOf(site.betalt.sandboxUrl, number)).toHaveLength(1);
  });
});

it('the focus stays in the pane, Esc closes it, and the focus is back on the link that opened it', async () => {
  await issueInvoices(site.betalt.url, [{ number: 'TRAP-1' }]);
  const { page } = await site.visitAs(OWNER);
  await findInvoices(page, EN);
  const link = rowOf(page, EN, 'TRAP-1').getByRole('link', { name: EN.payNow, exact: true });
  await link.focus();
  await page.keyboard.press('Enter');
  const pane = paneOf(page, EN);
  await leaveCredit(pane, EN);
  await pane.getByText(EN.selectMethod, { exact: true }).waitFor();
  for (let presses = 0; presses < 25; presses += 1) {
    await page.keyboard.press(presses % 5 === 4 ? 'Shift+Tab' : 'Tab');
    expect(
      await pane.evaluate((dialog) => dialog.contains(document.activeElement)),
      `after ${presses + 1} presses`,
    ).toBe(true);
  }
  await page.keyboard.press('Escape');
  await pane.waitFor({ state: 'hidden' });
  await expectFocused(link);
});

it('Esc asks before it throws away a card that has been typed', async () => {
  await issueInvoices(site.betalt.url, [{ number: 'TYPED-1' }]);
  const { page } = await site.visitAs(OWNER);
  await findInvoices(page, EN);
  await rowOf(page, EN, 'TYPED-1').getByRole('link', { name: EN.payNow, exact: true }).click();
  const pane = paneOf(page, EN);
  await leaveCredit(pane, EN);
  await pane.getByRole('button', { name: EN.addMethod, exact: true }).click();
  await cardForm(pane, EN).getByLabel(EN.cardNumber, { exact: true }).fill('4242');
  await payButton(pane, EN).focus();
  await page.keyboard.press('Escape');
  const question = page.getByRole('alertdialog').or(page.getByRole('dialog', { name: 'Discard what you entered?' }));
  await question.getByRole('button', { name: 'Stay here' }).click();
  expect(await cardForm(pane, EN).getByLabel(EN.cardNumber, { exact: true }).inputValue()).toBe('4242');
});

/** Presses Tab until the control has the focus: it can be reached, and there is no trap before it. */
async function tabTo(page: Page, control: Locator, atMost = 60): Promise<void> {
  await control.waitFor();
  for (let presses = 0; presses < atMost; presses += 1) {
    if (await isFocused(control)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not reach the control of this call');
}

function isFocused(control: Locator): Promise<boolean> {
  return control.evaluate(
    (element) => element.ownerDocument.hasFocus() && element === element.ownerDocument.activeElement,
  );
}

async function expectFocused(control: Locator): Promise<void> {
  await expect.poll(() => isFocused(control), { timeout: 5_000 }).toBe(true);
}
