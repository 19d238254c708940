import { describe, expect, it } from 'vitest';
import { receiveTransfer } from '../../src/app/money/receive-transfer.ts';
import { reverseTransfer } from '../../src/app/money/reverse-transfer.ts';
import { inTransaction } from '../../src/db/database.ts';
import { newId } from '../../src/db/new-id.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { nok, refundingServer } from '../support/refunding.ts';

const server = await refundingServer();
const { wiring, account, owner, sandbox, database } = server;
const DOER = { userId: null, name: 'Bank' };

function transfer(invoices: readonly string[], amountMinor: bigint) {
  const { billingAccountId, billingProfileId, currency } = account;
  const at = new Date();
  const money = { billingAccountId, billingProfileId, currency, amountMinor, bookedAt: at };
  const told = { payerName: 'Fjord Labs AS', transferReference: newId(), invoices: invoices.map((name) => ({ name })) };
  return inTransaction(database.db, (tx) => receiveTransfer(tx, { ...money, ...told }, { doer: DOER, at }));
}

function reverse(paymentId: string) {
  const { billingAccountId } = account;
  const by = { doer: DOER, at: new Date() };
  return inTransaction(database.db, (tx) => reverseTransfer(tx, { billingAccountId, paymentId }, by));
}

const asOwner = { as: owner };
const REASON = { reason: 'Wrong price' };

/** All that may happen to two invoices and the money of a profile, each begun at the same moment. */
async function everythingAtOnce(round: number, card: string) {
  const [one, two] = [
    await anInvoice(wiring, account, { amountMinor: 400_00n }),
    await anInvoice(wiring, account, { amountMinor: 300_00n }),
  ];
  const paid = await server.paidInvoice();
  const before = await transfer([], 150_00n);
  const reversible = before.ok ? before.value.paymentId : '';
  const paymentMethodId = `/providers/Microsoft.Billing/paymentMethods/${card}`;
  const works: (() => Promise<{ statusCode: number; body: string } | { ok: boolean }>)[] = [
    () => server.post(`/invoices/${one}/creditNote`, { ...REASON, amount: nok(100) }),
    () => server.post(`/invoices/${one}/creditNote`, REASON),
    () => server.post(`/invoices/${two}/pay`, { credits: true, paymentMethodId }, asOwner),
    () =>
      server.post(
        '/payInvoices',
        { invoices: [{ invoiceId: two }, { invoiceId: one }], credits: true, paymentMethodId },
        asOwner,
      ),
    () => server.post('/payInvoices', { invoices: [{ invoiceId: one }, { invoiceId: two }], paymentMethodId }, asOwner),
    () => transfer([two, one], 200_00n),
    () => transfer([one], 500_00n),
    () => reverse(reversible),
    () => server.post(`/payments/${paid.payment}/refund`, { ...REASON, amount: nok(40) }),
    () => server.post(`/invoices/${paid.invoice}/creditNote`, { ...REASON, amount: nok(70) }),
    () => server.post(`/payments/${paid.payment}/refund`, { ...REASON, amount: nok(60) }),
    () => server.post(`/invoices/${two}/void`, REASON),
    () => server.post(`/invoices/${one}/writeOff`, REASON),
  ];
  // Another order each time.
  const turned = [...works.slice(round * 4), ...works.slice(0, round * 4)];
  return Promise.all(turned.map((work) => work()));
}

describe('whatever happens to invoices and money at once', () => {
  it('is done or refused, never fails, and the books add up', async () => {
    const card = await aCard(wiring, sandbox, owner);
    for (let round = 0; round < 3; round += 1) {
      const answers = await everythingAtOnce(round, card);
      const failed = answers.flatMap((each) => ('statusCode' in each && each.statusCode >= 500 ? [each.body] : []));
      expect(failed).toEqual([]);
    }
    await server.tell();
    const { rows } = await database.pool.query('select name from invoice where live_payment_id is not null');
    expect(rows).toEqual([]);
  }, 60_000);
});
