import { expect, it } from 'vitest';
import { axeFindings } from './support/axe.ts';
import { issueInvoices } from './support/issue.ts';
import { amountText, PAYING } from './support/paying.ts';
import { chooseCard, findInvoices, openPane, payButton, rowOf, statusIn } from './support/portal.ts';
import { MANAGER, OWNER, READER } from './support/sign-in.ts';
import { siteForThisFile } from './support/site.ts';
import { chargesOf, intentsOf } from './support/witness.ts';
import { BOTH, EN } from './support/words.ts';

const site = siteForThisFile();

it.each(BOTH)(
  'a part is paid by choice; the invoice stays past due, and the rest can be paid ($locale)',
  async (words) => {
    const number = `PART-${words.locale}`;
    await issueInvoices(site.betalt.url, [{ number, net: '2000' }]);
    const { page } = await site.visitAs(MANAGER, { words });
    await findInvoices(page, words);
    const pane = await openPane(page, words, number);
    const { anotherAmount, amount, partlyPaid } = PAYING[words.locale];
    await pane.getByRole('radio', { name: anotherAmount }).check();
    const field = pane.getByLabel(amount, { exact: true });
    await field.fill('1');
    await field.blur();
    await pane
      .getByText(words === EN ? amountText('Enter at least NOK 3.00.') : amountText('Angi minst 3,00 NOK.'))
      .waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await field.fill(words === EN ? '1,200.50' : '1 200,50');
    await chooseCard(pane, '4242');
    await payButton(pane, words).click();
    await pane.waitFor({ state: 'hidden' });
    const row = rowOf(page, words, number);
    await row.getByText(words === EN ? amountText('NOK 799.50') : amountText('799,50 NOK')).waitFor();
    await row.getByRole('img', { name: partlyPaid }).waitFor();
    expect(await statusIn(row, words.pastDue).count()).toBe(1);
    expect(await chargesOf(site.betalt.sandboxUrl, number)).toMatchObject([{ amount_received: 120_050 }]);

    const again = await openPane(page, words, number);
    await chooseCard(again, '4242');
    await payButton(again, words).click();
    await statusIn(row, words.paid).waitFor();
    const charges = await chargesOf(site.betalt.sandboxUrl, number);
    expect(charges.map((charge) => charge.amount_received)).toEqual([79_950, 120_050]);
  },
);

it('after a decline a part is offered, with the amount field in focus and the card still to be chosen', async () => {
  await issueInvoices(site.betalt.url, [{ number: 'DECLINED-1', net: '2000' }]);
  const { page } = await site.visitAs(OWNER);
  await findInvoices(page, EN);
  const pane = await openPane(page, EN, 'DECLINED-1');
  await chooseCard(pane, '0341');
  await payButton(pane, EN).click();
  await pane.getByText('Your bank declined the card. Try another card, or ask your bank why.').waitFor();
  await pane.getByRole('button', { name: PAYING['en-US'].payAPart }).click();
  const field = pane.getByLabel(PAYING['en-US'].amount, { exact: true });
  await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
  await page.keyboard.type('500');
  await chooseCard(pane, '4242');
  await payButton(pane, EN).click();
  await rowOf(page, EN, 'DECLINED-1').getByText(amountText('NOK 1,500.00')).waitFor();
  const intents = await intentsOf(site.betalt.sandboxUrl, 'DECLINED-1');
  expect(intents.map((intent) => intent.amount_received)).toEqual([50_000, 0]);
});

it('on another open screen what is left to transfer and the activity follow a part payment by themselves', async () => {
  const number = 'PART-SEEN';
  await issueInvoices(site.betalt.url, [{ number, net: '2000' }]);
  const reader = (await site.visitAs(READER)).page;
  await findInvoices(reader, EN);
  await rowOf(reader, EN, number).getByRole('link', { name: number, exact: true }).click();
  const transfer = reader.locator('dd', { has: reader.getByRole('button', { name: PAYING['en-US'].copy('Amount') }) });
  await transfer.getByText(amountText('NOK 2,000.00')).waitFor();

  const { page } = await site.visitAs(OWNER);
  await findInvoices(page, EN);
  const pane = await openPane(page, EN, number);
  await pane.getByRole('radio', { name: PAYING['en-US'].anotherAmount }).check();
  await pane.getByLabel(PAYING['en-US'].amount, { exact: true }).fill('500');
  await chooseCard(pane, '4242');
  await payButton(pane, EN).click();

  await transfer.getByText(amountText('NOK 1,500.00')).waitFor();
  await reader.getByRole('cell', { name: 'Payment started' }).waitFor();
});

it('an amount that was typed is not thrown away by Esc without a question', async () => {
  await issueInvoices(site.betalt.url, [{ number: 'PART-KEPT', net: '2000' }]);
  const { page } = await site.visitAs(OWNER);
  await findInvoices(page, EN);
  const pane = await openPane(page, EN, 'PART-KEPT');
  await pane.getByRole('radio', { name: PAYING['en-US'].anotherAmount }).check();
  const field = pane.getByLabel(PAYING['en-US'].amount, { exact: true });
  await field.fill('500');
  await field.press('Escape');
  await page.getByText('Discard what you entered?').waitFor();
  await page.getByRole('button', { name: 'Stay here', exact: true }).click();
  expect(await field.inputValue()).toBe('500');
});
