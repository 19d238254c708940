import { expect, it } from 'vitest';
import { attentionLine } from '../../src/cli/payment-attention.ts';
import { listAttention } from '../../src/db/queries/attention.ts';
import { refundingServer } from '../support/refunding.ts';

const server = await refundingServer();

it('betalt payment attention prints a line for each thing that waits, with nothing in it that a terminal would obey', async () => {
  const { invoice, payment } = await server.paidInvoice();
  await server.dispute(payment, { reason: 'fraudulent' });
  await server.tell();
  const { db } = server.wiring.database;
  await db
    .updateTable('billing_account')
    .set({ display_name: 'Fjord\u001b[31m Labs\n AS' })
    .where('billing_account_id', '=', server.account.billingAccountId)
    .execute();
  const [row] = await listAttention(db, { now: new Date(), limit: 10 });
  if (row === undefined) throw new Error('the dispute waits for somebody');
  const line = attentionLine(row);
  expect(line).toMatch(/ OpenDispute +100\.00 NOK .*Fjord \[31m Labs {2}AS \| T\d+ \| fraudulent \| evidence due 20/);
  expect(line).toContain(invoice);
  expect(line).not.toMatch(/\p{Cc}/u);
});
