import { expect, it } from 'vitest';
import { axeFindings } from './support/axe.ts';
import { issueInvoices } from './support/issue.ts';
import { amountText } from './support/paying.ts';
import { chooseCard, findInvoices, payButton, rowOf, statusIn } from './support/portal.ts';
import { OWNER } from './support/sign-in.ts';
import { siteForThisFile } from './support/site.ts';
import { chargesOf, intentsOf } from './support/witness.ts';
import { EN, NB } from './support/words.ts';

const site = siteForThisFile();

it('credit is seen, used on an invoice without a card, used by the pane first, and the card pays the rest', async () => {
  const account = await issueInvoices(site.betalt.url, [
    { number: 'CREDIT-1', net: '100' },
    { number: 'CREDIT-2', net: '300' },
    { number: 'CREDIT-3', net: '2000' },
  ]);
  const address = `/billing/${encodeURIComponent(account)}/profiles/FJRD-NORG-NOK-PGB/credits`;
  const { page } = await site.visitAs(OWNER, { at: address });
  await page.getByRole('definition').getByText(amountText('NOK 1,500.00')).waitFor();
  expect(await axeFindings(page)).toEqual([]);

  await page.getByRole('button', { name: 'Use on an invoice' }).click();
  const form = page.getByRole('dialog', { name: 'Use credit on an invoice' });
  await form.getByRole('radio', { name: /^CREDIT-1/ }).check();
  expect(await axeFindings(page)).toEqual([]);
  await form.getByRole('button', { name: 'Use credit' }).click();
  await form.waitFor({ state: 'hidden' });
  await page.getByRole('definition').getByText(amountText('NOK 1,400.00')).waitFor();
  expect(await intentsOf(site.betalt.sandboxUrl, 'CREDIT-1')).toEqual([]);

  await findInvoices(page, EN);
  await statusIn(rowOf(page, EN, 'CREDIT-1'), EN.paid).waitFor();
  const covered = await paneWithCredit(page, 'CREDIT-2');
  await covered.getByText('Credit covers everything: no card is charged.').waitFor();
  expect(await covered.getByText(EN.selectMethod).count()).toBe(0);
  await payButton(covered, EN).click();
  await statusIn(rowOf(page, EN, 'CREDIT-2'), EN.paid).waitFor();
  expect(await intentsOf(site.betalt.sandboxUrl, 'CREDIT-2')).toEqual([]);

  const pane = await paneWithCredit(page, 'CREDIT-3');
  await pane.getByRole('checkbox', { name: amountText('Use NOK 1,100.00 credit') }).waitFor();
  await pane.getByText(amountText('NOK 900.00')).waitFor();
  await chooseCard(pane, '0341');
  await payButton(pane, EN).click();
  await pane.getByText(amountText('NOK 1,100.00 credit has been used and stays on the invoice.')).waitFor();
  await chooseCard(pane, '4242');
  await payButton(pane, EN).click();
  await statusIn(rowOf(page, EN, 'CREDIT-3'), EN.paid).waitFor();
  expect(await chargesOf(site.betalt.sandboxUrl, 'CREDIT-3')).toMatchObject([{ amount_received: 90_000 }]);
});

it('the page of credits speaks Norwegian', async () => {
  const { page } = await site.visitAs(OWNER, { words: NB });
  await page.getByRole('link', { name: 'Fakturaer' }).first().click();
  await page.getByRole('link', { name: 'Kreditt og innestående beløp' }).click();
  await page.getByRole('heading', { level: 1, name: 'Kreditt og innestående beløp' }).waitFor();
  await page.getByText('Innestående beløp').first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
});

async function paneWithCredit(page: Parameters<typeof rowOf>[0], number: string) {
  await rowOf(page, EN, number).getByRole('link', { name: EN.payNow, exact: true }).click();
  return page.getByRole('dialog', { name: EN.payNow, exact: true });
}
