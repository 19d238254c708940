import { expect, it } from 'vitest';
import { accountOf, apiAs } from './support/api.ts';
import { axeFindings } from './support/axe.ts';
import { issueInvoices } from './support/issue.ts';
import { amountText, keepCredit, openSeveral, PAYING, selectBox } from './support/paying.ts';
import { chooseCard, findInvoices, payButton, rowOf, statusIn } from './support/portal.ts';
import { CONTRIBUTOR, MANAGER, OWNER, READER } from './support/sign-in.ts';
import { siteForThisFile } from './support/site.ts';
import { chargesOf, intentsOf } from './support/witness.ts';
import { BOTH, EN } from './support/words.ts';

const site = siteForThisFile();

it.each(BOTH)('an invoice manager pays two chosen invoices with one payment ($locale)', async (words) => {
  const [first, second] = [`TWO-A-${words.locale}`, `TWO-B-${words.locale}`] as const;
  const numbers = [first, second];
  await issueInvoices(site.betalt.url, [
    { number: first, net: '100' },
    { number: second, net: '50.25' },
  ]);
  const { page, complaints } = await site.visitAs(MANAGER, { words });
  await findInvoices(page, words);
  const pane = await openSeveral(page, words, numbers);
  await keepCredit(pane, words);
  await chooseCard(pane, '4242');
  expect(await axeFindings(page)).toEqual([]);
  await payButton(pane, words).click();
  await pane.waitFor({ state: 'hidden' });
  for (const number of numbers) await statusIn(rowOf(page, words, number), words.paid).waitFor();
  const [intent, ...others] = await chargesOf(site.betalt.sandboxUrl, first);
  expect(others).toEqual([]);
  expect(intent).toMatchObject({ amount_received: 15_025 });
  expect(await chargesOf(site.betalt.sandboxUrl, second)).toEqual([intent]);
  await page.goto(page.url().replace(/invoices.*$/, 'payments'));
  await page.getByRole('link', { name: second, exact: true }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

it('a part is paid of one of them, and the other tab sees both change by itself', async () => {
  await issueInvoices(site.betalt.url, [{ number: 'PART-A' }, { number: 'PART-B' }]);
  const visitor = await site.visitAs(OWNER);
  const other = await site.tab(visitor);
  await other.goto('/');
  await findInvoices(other, EN);
  await findInvoices(visitor.page, EN);
  const pane = await openSeveral(visitor.page, EN, ['PART-A', 'PART-B']);
  await keepCredit(pane, EN);
  const field = pane.getByLabel(PAYING['en-US'].amountOf('PART-A'));
  await field.fill('1000');
  await pane.getByText(amountText('Enter at most NOK 100.00.')).waitFor();
  await field.fill('40');
  await pane.getByText(amountText('NOK 140.00')).first().waitFor();
  await chooseCard(pane, '4242');
  await payButton(pane, EN).click();
  for (const page of [visitor.page, other]) {
    await statusIn(rowOf(page, EN, 'PART-B'), EN.paid).waitFor();
    const row = rowOf(page, EN, 'PART-A');
    await row.getByText(amountText('NOK 60.00')).waitFor();
    await row.getByRole('img', { name: 'Partly paid', includeHidden: true }).waitFor();
    expect(await statusIn(row, EN.pastDue).count()).toBe(1);
  }
  expect(await chargesOf(site.betalt.sandboxUrl, 'PART-A')).toMatchObject([{ amount_received: 14_000 }]);
});

it('one amount goes to the oldest first, and is shown as it will be shared', async () => {
  await issueInvoices(site.betalt.url, [
    { number: 'LUMP-NEW', net: '50', dueInDays: -1 },
    { number: 'LUMP-OLD', net: '100', dueInDays: -9 },
  ]);
  const { page } = await site.visitAs(OWNER);
  await findInvoices(page, EN);
  const pane = await openSeveral(page, EN, ['LUMP-NEW', 'LUMP-OLD']);
  await keepCredit(pane, EN);
  await pane.getByRole('radio', { name: 'One amount, the oldest invoices first' }).check();
  await pane.getByLabel('Amount to pay in all').fill('120');
  const rows = pane.getByRole('list', { name: 'Invoices to pay' }).getByRole('listitem');
  await rows.filter({ hasText: 'LUMP-OLD' }).getByText(amountText('^NOK 100.00$')).waitFor();
  await rows.filter({ hasText: 'LUMP-NEW' }).getByText(amountText('^NOK 20.00$')).waitFor();
  await chooseCard(pane, '4242');
  await payButton(pane, EN).click();
  await statusIn(rowOf(page, EN, 'LUMP-OLD'), EN.paid).waitFor();
  await rowOf(page, EN, 'LUMP-NEW').getByText(amountText('NOK 30.00')).waitFor();
  expect(await chargesOf(site.betalt.sandboxUrl, 'LUMP-OLD')).toMatchObject([{ amount_received: 12_000 }]);
});

it('one that was paid meanwhile is named, nothing is charged, and what was typed stays', async () => {
  const account = await issueInvoices(site.betalt.url, [{ number: 'MEAN-A' }, { number: 'MEAN-B' }]);
  const deaf = await site.visitAs(OWNER);
  await deaf.page.route('**/api/live', (route) => route.abort());
  await deaf.page.goto('/');
  await findInvoices(deaf.page, EN);
  const pane = await openSeveral(deaf.page, EN, ['MEAN-A', 'MEAN-B']);
  await keepCredit(pane, EN);
  await pane.getByLabel(PAYING['en-US'].amountOf('MEAN-A')).fill('40');
  await pane.getByText(amountText('NOK 140.00')).first().waitFor();
  await chooseCard(pane, '4242');

  const contributor = await apiAs(site.betalt.url, CONTRIBUTOR);
  const [card] = await cardsOf(contributor);
  const paid = await contributor.request(
    'POST',
    `/providers/Microsoft.Billing/billingAccounts/${account}/invoices/MEAN-B/pay`,
    { body: { paymentMethodId: card }, headers: { 'idempotency-key': 'meanwhile-1' } },
  );
  expect(paid.status).toBe(200);

  await payButton(pane, EN).click();
  await pane
    .getByText(/MEAN-B is already paid/)
    .first()
    .waitFor();
  expect(await intentsOf(site.betalt.sandboxUrl, 'MEAN-A')).toEqual([]);
  expect(await pane.getByLabel(PAYING['en-US'].amountOf('MEAN-A')).inputValue()).toBe('40');
  await payButton(pane, EN).click();
  await pane.waitFor({ state: 'hidden' });
  expect(await chargesOf(site.betalt.sandboxUrl, 'MEAN-A')).toMatchObject([{ amount_received: 4_000 }]);
  expect(await chargesOf(site.betalt.sandboxUrl, 'MEAN-B')).toHaveLength(1);
});

it('a reader has neither boxes nor commands to pay several', async () => {
  await issueInvoices(site.betalt.url, [{ number: 'READ-A' }]);
  const { page } = await site.visitAs(READER);
  await findInvoices(page, EN);
  await rowOf(page, EN, 'READ-A').waitFor();
  await page.getByRole('button', { name: 'Export to CSV' }).waitFor();
  await expect.poll(() => page.getByRole('checkbox').count()).toBe(0);
  await expect.poll(() => page.getByRole('button', { name: /^Pay/ }).count()).toBe(0);
  await page.goto('/');
  await page.getByText('See what is past due').waitFor();
  expect(await page.getByRole('link', { name: PAYING['en-US'].payAllDue }).count()).toBe(0);
});

it('rows are chosen by the keyboard, a range with Shift, and all by the box above', async () => {
  await issueInvoices(site.betalt.url, [
    { number: 'KEY-A', dueInDays: -6 },
    { number: 'KEY-B', dueInDays: -5 },
    { number: 'KEY-C', dueInDays: -4 },
  ]);
  const { page } = await site.visitAs(OWNER);
  await findInvoices(page, EN);
  await page.getByRole('searchbox', { name: 'Search by invoice ID or PO number' }).fill('KEY-');
  await rowOf(page, EN, 'KEY-C').waitFor();
  await expect.poll(() => page.getByRole('checkbox').count()).toBe(4);
  await selectBox(page, EN, 'KEY-A').focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Pay selected (1)', exact: true }).waitFor();
  await page.keyboard.press('ArrowDown');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('Select invoice KEY-B');
  await selectBox(page, EN, 'KEY-C').click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: 'Pay selected (3)', exact: true }).waitFor();
  const all = page.getByRole('checkbox', { name: PAYING['en-US'].selectAll });
  expect(await all.isChecked()).toBe(true);
  await all.uncheck();
  await page.getByRole('button', { name: 'Pay selected', exact: true }).waitFor();
});

it('the owner pays all that is due from Home, one currency after the other, within the limit for cards', async () => {
  const { page } = await site.visitAs(OWNER);
  await page.getByRole('link', { name: PAYING['en-US'].payAllDue }).click();
  const pane = page.getByRole('dialog', { name: PAYING['en-US'].payAllDue, exact: true });
  await pane.getByText(/disputed/).waitFor();
  await pane.getByRole('tab', { name: /^NOK/ }).waitFor();
  await chooseCard(pane, '4242');
  await payButton(pane, EN).click();
  await pane.getByText('has been paid').waitFor();

  await pane.getByText('Above the limit for cards').waitFor();
  await pane.getByRole('checkbox', { name: 'Pay invoice G000000063' }).uncheck();
  await chooseCard(pane, '4242');
  await payButton(pane, EN).click();
  await statusIn(rowOf(page, EN, 'G000000052'), EN.paid).waitFor();
  await statusIn(rowOf(page, EN, 'G000000054'), EN.paid).waitFor();
});

async function cardsOf(caller: Awaited<ReturnType<typeof apiAs>>): Promise<string[]> {
  const base = `/providers/Microsoft.Billing/billingAccounts/${accountOf(caller)}/billingProfiles/FJRD-NORG-NOK-PGB`;
  const links = await caller.request('GET', `${base}/paymentMethodLinks`);
  const { value } = (await links.json()) as { value: { properties: { paymentMethodId: string } }[] };
  return value.map(({ properties }) => properties.paymentMethodId);
}
