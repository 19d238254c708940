import { expect, it } from 'vitest';
import { accountOf, apiAs } from './support/api.ts';
import { axeFindings } from './support/axe.ts';
import { type BankCredit, bankFile } from './support/bank-file.ts';
import { issueInvoices } from './support/issue.ts';
import { invoiceAddress, openInvoice, pressCommand } from './support/issuer.ts';
import { amountText } from './support/paying.ts';
import { findInvoices, rowOf, statusIn } from './support/portal.ts';
import { FINANCE, OWNER, READER } from './support/sign-in.ts';
import { siteForThisFile } from './support/site.ts';
import { EN, NB } from './support/words.ts';

const site = siteForThisFile();

it('a transfer with the invoice’s KID pays it on the customer’s screen as soon as the statement is imported', async () => {
  const account = await issueInvoices(site.betalt.url, [{ number: 'KID-1' }]);
  const onlooker = await site.visitAs(READER);
  await findInvoices(onlooker.page, EN);
  await statusIn(rowOf(onlooker.page, EN, 'KID-1'), EN.pastDue).waitFor();
  const { page, complaints } = await financeAtBank();
  await importFile(page, [
    { amount: '100.00', reference: await referenceOf(account, 'KID-1'), payer: 'Fjord Labs AS' },
  ]);
  await page.getByText('1 new transaction, 1 matched').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await statusIn(rowOf(onlooker.page, EN, 'KID-1'), EN.paid).waitFor();
  expect(complaints).toEqual([]);
});

it('a file with a fault is refused whole, with the line, and one that was imported before adds nothing', async () => {
  const { page } = await financeAtBank();
  const pane = await importPane(page);
  const good = bankFile([{ amount: '10.00', payer: 'Somebody' }]);
  const bad = bankFile([{ amount: '12,50', payer: 'Somebody' }]);
  const files = (names: readonly [string, string][]) =>
    names.map(([name, text]) => ({ name, mimeType: 'application/xml', buffer: Buffer.from(text) }));
  await pane.locator('input[type=file]').setInputFiles(
    files([
      ['good.xml', good],
      ['bad.xml', bad],
    ]),
  );
  await pane.getByRole('button', { name: 'Import files', exact: true }).click();
  await pane.getByText('good.xml was imported').waitFor();
  await pane.getByText('bad.xml was refused').waitFor();
  await pane.getByText(/^Line \d+, column \d+: "12,50" is not an amount/).waitFor();
  await pane.locator('input[type=file]').setInputFiles(files([['good.xml', good]]));
  await pane.getByRole('button', { name: 'Import files', exact: true }).click();
  await pane.getByText('good.xml was imported before').waitFor();
});

it('a transfer that names nothing is matched by hand to two invoices, and the rest goes on account', async () => {
  const account = await issueInvoices(site.betalt.url, [
    { number: 'HAND-1', net: '100' },
    { number: 'HAND-2', net: '300' },
  ]);
  const customer = await site.visitAs(OWNER, { at: invoiceAddress(account, 'HAND-2') });
  const { page } = await financeAtBank();
  await importFile(page, [{ amount: '250.00', payer: 'Ukjent betaler AS' }]);
  await page.getByText('1 new transaction, 1 unmatched').waitFor();
  await page.getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('button', { name: 'Unmatched' }).click();
  const row = page.getByRole('row').filter({ hasText: 'Ukjent betaler AS' });
  await row.getByRole('link').first().click();

  const pane = page.getByRole('dialog', { name: 'Match bank transaction' });
  await pane.getByRole('combobox', { name: /^Customer/ }).pressSequentially('fjord');
  await pane.getByRole('option', { name: 'Fjord Labs AS' }).click();
  await pane.getByRole('searchbox', { name: 'Find an invoice' }).fill('HAND-');
  await pane.getByRole('checkbox', { name: /^HAND-1/ }).check();
  await pane.getByRole('checkbox', { name: /^HAND-2/ }).check();
  const second = pane.getByRole('textbox', { name: 'Amount for HAND-2' });
  expect(await second.inputValue()).toBe('150.00');
  await second.fill('200');
  await pane.getByText(amountText('The amounts are NOK 50.00 more than the transfer.')).waitFor();
  await second.fill('120');
  await pane.getByText(amountText('NOK 30.00 goes on account of')).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await pane.getByRole('button', { name: 'Match' }).click();
  await pane.waitFor({ state: 'hidden' });
  await row.waitFor({ state: 'detached' });
  await customer.page.getByRole('definition').getByText(amountText('NOK 180.00')).first().waitFor();
});

it('a suggestion is confirmed, and taken back again', async () => {
  const account = await issueInvoices(site.betalt.url, [{ number: 'SUGGESTED-1', net: '731.17' }]);
  const { page } = await financeAtBank();
  await importFile(page, [{ amount: '731.17', payer: 'Fjord Labs AS' }]);
  await page.getByText('1 new transaction, 1 suggested').waitFor();
  await page.getByRole('button', { name: 'Close' }).last().click();
  const row = page.getByRole('row').filter({ hasText: amountText('NOK 731.17') });
  await row.getByRole('link').first().click();
  const pane = page.getByRole('dialog', { name: 'Match bank transaction' });
  await pane.getByRole('checkbox', { name: /SUGGESTED-1.*suggested/, checked: true }).waitFor();
  await pane.getByRole('button', { name: 'Match' }).click();
  await row.getByText('Matched').waitFor();

  await row.getByRole('link').first().click();
  const matched = page.getByRole('dialog', { name: 'Bank transaction' });
  await matched.getByText('Decided by Nora Vik').waitFor();
  await matched.getByRole('button', { name: 'Unmatch' }).click();
  await row.getByText('Unmatched').waitFor();
  await openInvoice(page, account, 'SUGGESTED-1');
  await page.getByRole('region', { name: 'Payments' }).getByText('Returned, and due again').waitFor();
  await page
    .getByRole('region', { name: 'Activity' })
    .getByText(amountText('took back its transfer of NOK 731.17'))
    .waitFor();
});

it('of two who decide about one transfer the second is told, and sees what the first decided', async () => {
  const { page } = await financeAtBank();
  await importFile(page, [{ amount: '77.77', payer: 'To om én AS' }]);
  await page.getByText('1 new transaction, 1 unmatched').waitFor();
  await page.getByRole('button', { name: 'Close' }).last().click();
  const row = page.getByRole('row').filter({ hasText: 'To om én AS' });
  await row.getByRole('link').first().click();
  const pane = page.getByRole('dialog', { name: 'Match bank transaction' });
  await pane.getByRole('button', { name: 'Ignore' }).waitFor();
  const name = new URL(page.url()).searchParams.get('transaction') ?? '';
  const colleague = await apiAs(site.betalt.url, FINANCE);
  await page.route('**/bankTransactions/*/ignore*', async (route) => {
    await colleague.request('POST', `/providers/Microsoft.Billing/bankTransactions/${name}/ignore`);
    await route.continue();
  });
  await pane.getByRole('button', { name: 'Ignore' }).click();
  const decided = page.getByRole('dialog', { name: 'Bank transaction', exact: true });
  await decided.getByRole('alert').waitFor();
  await decided.getByText('Ignored', { exact: true }).waitFor();
  await decided.getByRole('button', { name: 'Take up again' }).waitFor();
});

it('a transfer that is refunded waits under Refunds until finance has paid it out', async () => {
  const account = await issueInvoices(site.betalt.url, [{ number: 'PAYOUT-1' }]);
  const { page } = await financeAtBank();
  await importFile(page, [
    { amount: '100.00', reference: await referenceOf(account, 'PAYOUT-1'), payer: 'Fjord Labs AS' },
  ]);
  await page.getByText('1 new transaction, 1 matched').waitFor();
  await openInvoice(page, account, 'PAYOUT-1');
  const refund = await pressCommand(page, 'Refund');
  await refund.getByText('It was paid by bank transfer').waitFor();
  await refund.getByRole('textbox', { name: /^Reason/ }).fill('Paid twice');
  await refund.getByRole('button', { name: 'Refund' }).click();
  await refund.waitFor({ state: 'hidden' });
  await page.getByRole('region', { name: 'Refunds' }).getByText('On its way').waitFor();

  await page.getByRole('link', { name: 'Refunds' }).click();
  const row = page.getByRole('row').filter({ hasText: 'PAYOUT-1' });
  await row.getByRole('button', { name: 'Mark as paid out' }).click();
  const confirm = page.getByRole('alertdialog', { name: 'Mark as paid out?' });
  expect(await axeFindings(page)).toEqual([]);
  await confirm.getByRole('button', { name: 'Mark as paid out' }).click();
  await row.waitFor({ state: 'detached' });
  await openInvoice(page, account, 'PAYOUT-1');
  await page.getByRole('region', { name: 'Refunds' }).getByText('Refunded').waitFor();
});

it('the bank’s pages speak Norwegian', async () => {
  const { page } = await site.visitAs(FINANCE, { words: NB, at: '/issuer/bank-transactions' });
  await page.getByRole('heading', { level: 1, name: 'Banktransaksjoner' }).waitFor();
  await page.getByRole('button', { name: 'Importer bankfiler' }).click();
  await page.getByRole('dialog', { name: 'Importer bankfiler' }).getByText('Kontoutskrifter (camt.053)').waitFor();
  expect(await axeFindings(page)).toEqual([]);
});

function financeAtBank() {
  return site.visitAs(FINANCE, { at: '/issuer/bank-transactions' });
}

type Page = Awaited<ReturnType<typeof financeAtBank>>['page'];

async function importPane(page: Page) {
  return pressCommand(page, 'Import bank files');
}

async function importFile(page: Page, credits: readonly BankCredit[]): Promise<void> {
  const pane = await importPane(page);
  const file = { name: 'statement.xml', mimeType: 'application/xml', buffer: Buffer.from(bankFile(credits)) };
  await pane.locator('input[type=file]').setInputFiles([file]);
  await pane.getByRole('button', { name: 'Import files', exact: true }).click();
}

async function referenceOf(account: string, number: string): Promise<string> {
  const owner = await apiAs(site.betalt.url, OWNER);
  expect(accountOf(owner)).toBe(account);
  const path = `/providers/Microsoft.Billing/billingAccounts/${account}/invoices/${number}`;
  const invoice = (await (await owner.request('GET', path)).json()) as { properties: { paymentReference?: string } };
  return invoice.properties.paymentReference ?? '';
}
