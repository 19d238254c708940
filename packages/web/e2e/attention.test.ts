import { expect, it } from 'vitest';
import { axeFindings } from './support/axe.ts';
import { issueInvoices } from './support/issue.ts';
import { decideDispute, disputed, openInvoice, paidByCard } from './support/issuer.ts';
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
