import { expect, it } from 'vitest';
import { axeFindings } from './support/axe.ts';
import { issueInvoices } from './support/issue.ts';
import { openInvoice, paidByCard, pressCommand, visitAsSupport } from './support/issuer.ts';
import { amountText } from './support/paying.ts';
import { FINANCE, OWNER, READER } from './support/sign-in.ts';
import { siteForThisFile } from './support/site.ts';
import { EN, NB } from './support/words.ts';

const site = siteForThisFile();

it('finance credits a paid invoice in part, and the customer sees the credit at once, and what is left of it', async () => {
  const account = await issueInvoices(site.betalt.url, [{ number: 'CREDITED-1', net: '400' }]);
  await paidByCard(site.betalt.url, account, 'CREDITED-1');
  const customer = await site.visitAs(OWNER);
  await openInvoice(customer.page, account, 'CREDITED-1');
  await customer.page.getByText('Documents').first().waitFor();
  const { page, complaints } = await site.visitAs(FINANCE);
  await openInvoice(page, account, 'CREDITED-1');

  const pane = await pressCommand(page, 'Credit invoice');
  await pane.getByRole('radio', { name: 'An amount' }).check();
  await pane.getByRole('textbox', { name: 'Amount with tax' }).fill('150');
  await pane.getByRole('status').getByText(amountText('NOK 150.00')).first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await pane.getByRole('textbox', { name: /^Reason/ }).fill('Machines stood still');
  await pane.getByRole('button', { name: 'Issue credit note' }).click();
  await pane.waitFor({ state: 'hidden' });

  const notes = customer.page.getByRole('region', { name: 'Credit notes' });
  const note = notes.getByRole('row').filter({ hasText: amountText('NOK 150.00') });
  await note.getByRole('link').click();
  await customer.page.getByText('Credit note for invoice').waitFor();
  await customer.page.getByRole('definition').getByText(amountText('NOK 150.00')).first().waitFor();
  await customer.page.getByRole('definition').getByText('Credit', { exact: true }).waitFor();
  expect(await customer.page.getByRole('button', { name: EN.payNow }).count()).toBe(0);
  expect(await axeFindings(customer.page)).toEqual([]);
  expect(complaints).toEqual([]);
});

it('more than what is left cannot be credited: the server’s reason stands in the pane, with what was typed', async () => {
  const account = await issueInvoices(site.betalt.url, [{ number: 'CREDITED-2', net: '400' }]);
  const [first, second] = [await site.visitAs(FINANCE), await site.visitAs(FINANCE)];
  for (const { page } of [first, second]) await openInvoice(page, account, 'CREDITED-2');
  const slow = await pressCommand(second.page, 'Credit invoice');
  await slow.getByRole('radio', { name: 'An amount' }).check();
  await slow.getByRole('textbox', { name: 'Amount with tax' }).fill('300');
  await slow.getByRole('textbox', { name: /^Reason/ }).fill('Half price');

  const fast = await pressCommand(first.page, 'Credit invoice');
  await fast.getByRole('radio', { name: 'An amount' }).check();
  await fast.getByRole('textbox', { name: 'Amount with tax' }).fill('200');
  await fast.getByRole('textbox', { name: /^Reason/ }).fill('Half price');
  await fast.getByRole('button', { name: 'Issue credit note' }).click();
  await fast.waitFor({ state: 'hidden' });

  await slow.getByText(amountText('Enter at most NOK 200.00.')).waitFor();
  expect(await slow.getByRole('textbox', { name: /^Reason/ }).inputValue()).toBe('Half price');
});

it('finance refunds a part: the customer’s screen shows it live, and the invoice asks for it again', async () => {
  const account = await issueInvoices(site.betalt.url, [{ number: 'REFUNDED-1', net: '400' }]);
  await paidByCard(site.betalt.url, account, 'REFUNDED-1');
  const customer = await site.visitAs(READER, { words: NB });
  await openInvoice(customer.page, account, 'REFUNDED-1');
  await customer.page.getByText('Betalt').first().waitFor();
  const { page } = await site.visitAs(FINANCE);
  await openInvoice(page, account, 'REFUNDED-1');

  const pane = await pressCommand(page, 'Refund');
  await pane.getByRole('textbox', { name: 'Amount to refund' }).fill('100');
  await pane.getByText(amountText('NOK 100.00 of this invoice will be due again')).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await pane.getByRole('textbox', { name: /^Reason/ }).fill('Paid twice');
  await pane.getByRole('button', { name: 'Refund' }).click();
  await pane.waitFor({ state: 'hidden' });

  const refunds = customer.page.getByRole('region', { name: 'Refusjoner' });
  await refunds.getByRole('row').filter({ hasText: 'Paid twice' }).getByText('Refundert').waitFor();
  await customer.page.getByRole('definition').getByText(amountText('100,00 NOK')).first().waitFor();
  expect(await axeFindings(customer.page)).toEqual([]);
});

it('credit before a refund: the pane leads there, and then nothing is due again', async () => {
  const account = await issueInvoices(site.betalt.url, [{ number: 'REFUNDED-2', net: '400' }]);
  await paidByCard(site.betalt.url, account, 'REFUNDED-2');
  const { page } = await site.visitAs(FINANCE);
  await openInvoice(page, account, 'REFUNDED-2');
  const refund = await pressCommand(page, 'Refund');
  await refund.getByRole('button', { name: 'Credit first' }).click();
  const credit = page.getByRole('dialog', { name: 'Credit invoice', exact: true });
  await credit.getByRole('textbox', { name: /^Reason/ }).fill('Never delivered');
  await credit.getByRole('button', { name: 'Issue credit note' }).click();
  await credit.waitFor({ state: 'hidden' });

  const again = await pressCommand(page, 'Refund');
  await again.getByText(amountText('NOK 400.00 is taken from the credit notes of this invoice.')).waitFor();
  await again.getByRole('textbox', { name: /^Reason/ }).fill('Never delivered');
  await again.getByRole('button', { name: 'Refund' }).click();
  await again.waitFor({ state: 'hidden' });
  await page.getByRole('region', { name: 'Refunds' }).getByText('Refunded').waitFor();
  await page.getByRole('definition').getByText('Paid', { exact: true }).waitFor();
});

it('an invoice that was paid while finance was about to make it void stays paid, and the pane says why', async () => {
  const account = await issueInvoices(site.betalt.url, [{ number: 'VOID-1' }, { number: 'VOID-2' }]);
  const { page } = await site.visitAs(FINANCE);
  await openInvoice(page, account, 'VOID-1');
  const pane = await pressCommand(page, 'Make void');
  await pane.getByRole('textbox', { name: /^Reason/ }).fill('Sent twice');
  await paidByCard(site.betalt.url, account, 'VOID-1');
  await pane.getByRole('button', { name: 'Make void' }).click();
  await pane.getByText('Issue a credit note instead.').waitFor();

  await openInvoice(page, account, 'VOID-2');
  const unpaid = await pressCommand(page, 'Make void');
  await unpaid.getByRole('textbox', { name: /^Reason/ }).fill('Sent twice');
  await unpaid.getByRole('button', { name: 'Make void' }).click();
  await unpaid.waitFor({ state: 'hidden' });
  await page.getByRole('definition').getByText('Void', { exact: true }).waitFor();
  await page.getByRole('region', { name: 'Activity' }).getByText('Made void: Sent twice').waitFor();
  expect(await page.getByRole('button', { name: 'Credit invoice', exact: true }).count()).toBe(0);
});

it('finance writes off what will never come, by keyboard alone', async () => {
  const account = await issueInvoices(site.betalt.url, [{ number: 'LOST-1' }]);
  const { page } = await site.visitAs(FINANCE);
  await openInvoice(page, account, 'LOST-1');
  const command = page.getByRole('button', { name: 'Write off' });
  await command.focus();
  await page.keyboard.press('Enter');
  const pane = page.getByRole('dialog', { name: 'Write off' });
  await pane.getByRole('textbox', { name: /^Reason/ }).focus();
  await page.keyboard.type('Bankrupt');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await pane.waitFor({ state: 'hidden' });
  await page.getByRole('region', { name: 'Activity' }).getByText('written off: Bankrupt').waitFor();
  await page.getByRole('definition').getByText(amountText('NOK 0.00')).first().waitFor();
});

it('a corrected invoice from a file takes the place of the old one, and each names the other', async () => {
  const account = await issueInvoices(site.betalt.url, [{ number: 'WRONG-1', net: '400' }]);
  const { page } = await site.visitAs(FINANCE);
  await openInvoice(page, account, 'WRONG-1');
  const pane = await pressCommand(page, 'Correct invoice');
  const file = (text: string) => ({ name: 'corrected.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await pane.locator('input[type=file]').setInputFiles(file('{ not JSON'));
  await pane.getByText('corrected.json is not a JSON file that can be read.').waitFor();
  await pane.locator('input[type=file]').setInputFiles(file('{}'));
  await pane.getByRole('textbox', { name: /^Reason/ }).fill('Wrong price');
  await pane.getByRole('button', { name: 'Issue corrected invoice' }).click();
  await pane.getByRole('alert').waitFor();
  await pane.locator('input[type=file]').setInputFiles(file(JSON.stringify(correctedDocument())));
  await pane.getByRole('button', { name: 'Issue corrected invoice' }).click();
  await pane.waitFor({ state: 'hidden' });
  await page.getByText('Replaced by').waitFor();
  await page.getByRole('definition').getByRole('link', { name: 'RIGHT-1' }).click();
  await page.getByRole('heading', { level: 1, name: 'RIGHT-1' }).waitFor();
  await page.getByText('Replaces').waitFor();
  await page.getByRole('definition').getByRole('link', { name: 'WRONG-1' }).waitFor();
});

it('support of the issuer sees everything and no command that moves money; a customer finds no page of the issuer', async () => {
  const account = await issueInvoices(site.betalt.url, [{ number: 'SUPPORT-1' }]);
  const { page } = await visitAsSupport(site);
  await openInvoice(page, account, 'SUPPORT-1');
  await page.getByRole('button', { name: 'Copy link' }).waitFor();
  for (const name of ['Credit invoice', 'Refund', 'Correct invoice', 'Make void', 'Write off', 'Pay now'])
    expect(await page.getByRole('button', { name, exact: true }).count(), name).toBe(0);
  await page.getByRole('link', { name: 'Bank transactions' }).click();
  await page.getByRole('heading', { level: 1, name: 'Bank transactions' }).waitFor();
  expect(await page.getByRole('button', { name: 'Import bank files' }).count()).toBe(0);

  const customer = await site.visitAs(OWNER, { at: '/issuer/bank-transactions' });
  await customer.page.getByRole('heading', { name: 'This page does not exist' }).waitFor();
  await openInvoice(customer.page, account, 'SUPPORT-1');
  expect(await customer.page.getByRole('link', { name: 'Bank transactions' }).count()).toBe(0);
  // A link to a pane of the issuer's shows no form to whoever may not use it.
  await customer.page.goto(`${new URL(customer.page.url()).pathname}?pane=credit&invoice=SUPPORT-1`);
  const pane = customer.page.getByRole('dialog', { name: 'Invoice SUPPORT-1' });
  await pane.getByText('This cannot be done with the invoice now, or not by your role.').waitFor();
  expect(await pane.getByRole('button', { name: 'Issue credit note' }).count()).toBe(0);
});

function correctedDocument() {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return {
    number: 'RIGHT-1',
    issuedOn: day(0),
    dueOn: day(14),
    currency: 'NOK',
    seller: { name: 'Nordlys Cloud AS', vatId: 'NO987654325MVA', address: { country: 'NO' } },
    buyer: { name: 'Fjord Labs AS', address: { country: 'NO' } },
    taxSubtotals: [{ category: 'Z', ratePercent: '0', taxable: '350', tax: '0' }],
    totals: { lineNet: '350', taxExclusive: '350', tax: '0', taxInclusive: '350', payable: '350' },
    lines: [
      {
        lineId: '1',
        name: 'Virtual machines',
        quantity: '1',
        unitCode: 'C62',
        unitPrice: '350',
        net: '350',
        taxCategory: 'Z',
        taxRatePercent: '0',
      },
    ],
  };
}
