import { expect, it } from 'vitest';
import { apiAs } from './support/api.ts';
import { axeFindings } from './support/axe.ts';
import { issueInvoices } from './support/issue.ts';
import { decideDispute, disputed, invoiceAddress, openInvoice, paidByCard } from './support/issuer.ts';
import { FINANCE, OWNER } from './support/sign-in.ts';
import { siteForThisFile } from './support/site.ts';
import { askForFault } from './support/witness.ts';
import { NB } from './support/words.ts';

const site = siteForThisFile();

it('a dispute is on the list and on the invoice, and the gateway is asked when somebody presses the button', async () => {
  const { url, sandboxUrl } = site.betalt;
  const account = await issueInvoices(url, [{ number: 'DISPUTED-1', net: '400' }]);
  await paidByCard(url, account, 'DISPUTED-1');
  const { page, complaints } = await site.visitAs(FINANCE, { at: '/issuer/payments-needing-attention' });
  await page.getByRole('heading', { level: 1, name: 'Payments needing attention' }).waitFor();
  const customer = await site.visitAs(OWNER, { words: NB });
  await openInvoice(customer.page, account, 'DISPUTED-1');

  const dispute = await disputed(sandboxUrl, 'DISPUTED-1');
  const row = page.getByRole('row').filter({ hasText: 'DISPUTED-1' });
  await row.getByText('Open dispute').waitFor();
  await row.getByText('Evidence is due').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await customer.page.getByRole('region', { name: 'Tvister' }).getByText('Åpen').waitFor();
  expect(await customer.page.getByText('Frist for dokumentasjon').count()).toBe(0);

  await row.getByRole('button', { name: 'Ask the gateway now' }).click();
  await page.getByText('Nothing new: the gateway has not decided yet').waitFor();
  // Nobody tells Betalt of the end: it has to ask.
  for (const type of ['charge.dispute.closed', 'charge.dispute.updated', 'charge.dispute.funds_reinstated'])
    await askForFault(sandboxUrl, { match: { type }, webhook: 'lost', times: 1 });
  await decideDispute(sandboxUrl, dispute, 'won');
  await row.getByRole('button', { name: 'Ask the gateway now' }).click();
  await row.waitFor({ state: 'detached' });
  await customer.page.getByRole('region', { name: 'Tvister' }).getByText('Vunnet').waitFor();
  expect(complaints).toEqual([]);
});

it('the list is narrowed by kind, in the address too, and says when nothing waits', async () => {
  const { page } = await site.visitAs(FINANCE, { at: '/issuer/payments-needing-attention' });
  await page.getByRole('button', { name: 'Failed refund' }).click();
  await page.getByRole('heading', { name: 'Nothing needs attention' }).waitFor();
  expect(new URL(page.url()).searchParams.get('kind')).toBe('FailedRefund');
  await page.reload();
  expect(await page.getByRole('button', { name: 'Failed refund' }).getAttribute('aria-pressed')).toBe('true');
});

it.each(['dark', 'highContrast'])(
  'axe finds nothing on the issuer’s pages and panes in the theme %s',
  async (theme) => {
    const account = await issueInvoices(site.betalt.url, [{ number: `LOOK-${theme}` }]);
    await paidByCard(site.betalt.url, account, `LOOK-${theme}`);
    const finance = await apiAs(site.betalt.url, FINANCE);
    await finance.request('PUT', '/api/settings', { body: { theme } });
    const { page } = await site.visitAs(FINANCE);
    const invoice = invoiceAddress(account, `LOOK-${theme}`);
    const panes = ['credit', 'refund', 'correct'].map((pane) => `${invoice}?pane=${pane}&invoice=LOOK-${theme}`);
    const pages = ['payments-needing-attention', 'bank-transactions', 'refunds', 'bank-transactions?pane=import'];
    for (const address of [...pages.map((each) => `/issuer/${each}`), ...panes]) {
      await page.goto(address);
      await page
        .getByRole('heading', { level: address.includes('pane=') ? 2 : 1 })
        .first()
        .waitFor();
      await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
      expect(await axeFindings(page), address).toEqual([]);
    }
  },
);

it('the issuer’s pages and panes fit a window of 320 px', async () => {
  const account = await issueInvoices(site.betalt.url, [{ number: 'NARROW-1' }]);
  await paidByCard(site.betalt.url, account, 'NARROW-1');
  const { page } = await site.visitAs(FINANCE, { words: NB });
  await page.setViewportSize({ width: 320, height: 640 });
  const invoice = invoiceAddress(account, 'NARROW-1');
  const addresses = ['/issuer/payments-needing-attention', '/issuer/bank-transactions', '/issuer/refunds', invoice];
  for (const address of [...addresses, `${invoice}?pane=refund&invoice=NARROW-1`]) {
    await page.goto(address);
    await page.getByRole('heading').first().waitFor();
    await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(320);
  }
});
