import { beforeAll, describe, expect, it } from 'vitest';
import { accountOf, apiAs } from './support/api.ts';
import { issueInvoices } from './support/issue.ts';
import { findInvoices, paneOf, rowOf } from './support/portal.ts';
import { KANSO_OWNER, MANAGER, OWNER, READER } from './support/sign-in.ts';
import { siteForThisFile } from './support/site.ts';
import { EN, NB } from './support/words.ts';

const LANGUAGES = [
  {
    words: EN,
    locale: EN.locale,
    reason: /your role cannot pay it\. A billing account owner .* can give you the role Invoice manager\./,
    cannotBePaid: 'This invoice cannot be paid here',
    notFound: 'Not found',
  },
  {
    words: NB,
    locale: NB.locale,
    reason: /rollen din kan ikke betale den\. En eier .* kan gi deg rollen Fakturabehandler\./,
    cannotBePaid: 'Denne fakturaen kan ikke betales her',
    notFound: 'Ble ikke funnet',
  },
];

const site = siteForThisFile();
let account: string;
beforeAll(async () => {
  account = await issueInvoices(site.betalt.url, [{ number: 'SEEN-1' }]);
  await issueInvoices(site.betalt.url, [{ number: 'USD-1' }], 'USD');
});

describe.each(LANGUAGES)('in $locale', ({ words, reason, cannotBePaid, notFound }) => {
  it('a reader sees every invoice and no Pay now, and is told why and who can change it', async () => {
    const { page, complaints } = await site.visitAs(READER, { words });
    await findInvoices(page, words);
    const status = rowOf(page, words, 'SEEN-1').getByRole('button', { name: words.pastDue, exact: true });
    expect(await status.getAttribute('aria-description')).toMatch(reason);
    await status.focus();
    // What a screen reader has heard from the button, the others see beside it.
    await page.getByRole('tooltip', { includeHidden: true }).filter({ hasText: reason }).waitFor();
    expect(await page.getByRole('link', { name: words.payNow }).count()).toBe(0);
    expect(await page.getByRole('button', { name: words.payNow }).count()).toBe(0);

    await rowOf(page, words, 'SEEN-1').getByRole('link', { name: 'SEEN-1', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'SEEN-1' }).waitFor();
    await page.getByText(reason).waitFor();
    expect(await page.getByRole('button', { name: words.payNow }).count()).toBe(0);

    await page.goto(`/billing/${encodeURIComponent(account)}/invoices?pane=pay-now&invoice=SEEN-1`);
    const pane = paneOf(page, words);
    await pane.getByText(cannotBePaid).waitFor();
    expect(await pane.getByText(reason).count()).toBe(1);
    expect(await pane.getByRole('button', { name: words.payNow }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('another customer’s invoice is not found, in the same words as one that does not exist', async () => {
    const { page } = await site.visitAs(KANSO_OWNER, { words });
    const sentences: string[] = [];
    for (const invoice of ['SEEN-1', 'NEVER-1']) {
      await page.goto(`/billing/${encodeURIComponent(account)}/invoices/${invoice}`);
      const alert = page.getByRole('alert').filter({ has: page.getByRole('heading', { name: notFound }) });
      sentences.push((await alert.getByRole('paragraph').first().innerText()).replaceAll(invoice, '…'));
    }
    expect(sentences[0]).toBe(sentences[1]);
  });
});

it('the API answers 404 for another customer’s invoice, to read it and to pay it', async () => {
  const stranger = await apiAs(site.betalt.url, KANSO_OWNER);
  const invoice = `/providers/Microsoft.Billing/billingAccounts/${account}/invoices/SEEN-1`;
  expect((await stranger.request('GET', invoice)).status).toBe(404);
  const body = { paymentMethodId: '/providers/Microsoft.Billing/paymentMethods/any' };
  const headers = { 'idempotency-key': 'stranger-1' };
  expect((await stranger.request('POST', `${invoice}/pay`, { body, headers })).status).toBe(404);
});

it('the invoice manager of one profile does not see the invoices of another', async () => {
  const { page } = await site.visitAs(MANAGER);
  await findInvoices(page, EN);
  await rowOf(page, EN, 'SEEN-1').waitFor();
  expect(await rowOf(page, EN, 'USD-1').count()).toBe(0);
  await page.goto(`/billing/${encodeURIComponent(account)}/invoices/USD-1`);
  await page.getByRole('heading', { name: 'Not found' }).waitFor();
});

it('the API refuses a reader’s payment with 403 and a sentence', async () => {
  const reader = await apiAs(site.betalt.url, READER);
  const owner = await apiAs(site.betalt.url, OWNER);
  const methods = await owner.request('GET', '/providers/Microsoft.Billing/paymentMethods');
  const [card] = ((await methods.json()) as { value: { id: string }[] }).value;
  const answer = await reader.request(
    'POST',
    `/providers/Microsoft.Billing/billingAccounts/${accountOf(reader)}/invoices/SEEN-1/pay`,
    { body: { paymentMethodId: card?.id }, headers: { 'idempotency-key': 'reader-1' } },
  );
  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({ error: { message: expect.stringContaining('permission') } });
});
