import type { Stripe } from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CapturePage, Totals } from '../src/control/witness.ts';
import { debited, settled } from './support/debits.ts';
import { charged, idOf, refusalOf } from './support/payments.ts';
import { control, eventually, type RunningSandbox, startSandbox } from './support/sandbox.ts';

let sandbox: RunningSandbox;
let paid: Stripe.PaymentIntent[];
beforeAll(async () => {
  sandbox = await startSandbox();
  const { stripe } = sandbox;
  await refusalOf(charged(sandbox, 'pm_card_visa_chargeDeclined'));
  await charged(sandbox, 'pm_card_authenticationRequired');
  await charged(sandbox, 'pm_card_visa', { capture_method: 'manual' });
  paid = [
    await charged(sandbox, 'pm_card_visa', { metadata: { order: '1' } }),
    await charged(sandbox, 'pm_card_pendingRefund', { metadata: { order: '2' } }),
    await charged(sandbox, 'pm_card_visa', { metadata: { order: '3' } }),
    await charged(sandbox, 'pm_card_visa', { currency: 'jpy', amount: 700, metadata: { order: '4' } }),
    await settled(sandbox, (await debited(sandbox, 'pm_success_at')).id),
  ];
  await stripe.refunds.create({ payment_intent: paidId(0), amount: 300 });
  await stripe.refunds.create({ payment_intent: paidId(1), amount: 1_000 });
  await control(sandbox.url, 'POST', 'disputes', { paymentIntent: paidId(2), amount: 5_000 });
  await control(sandbox.url, 'POST', 'disputes', { paymentIntent: paidId(3), inquiry: true });
  const partly = await charged(sandbox, 'pm_card_visa', { capture_method: 'manual' });
  paid.push(await stripe.paymentIntents.capture(partly.id, { amount_to_capture: 10_000 }));
});
afterAll(() => sandbox.close());

function paidId(index: number): string {
  return paid[index]?.id ?? '';
}

async function look<T>(path: string): Promise<T> {
  const response = await control(sandbox.url, 'GET', path);
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

describe('the witness', () => {
  it('sums what was captured, refunded and disputed, per currency, and nothing that was not', async () => {
    const expected: Totals[] = [
      { ...empty('eur'), captures: 1, captured: 12_300 },
      { ...empty('jpy'), captures: 1, captured: 700 },
      {
        ...empty('nok'),
        captures: 4,
        captured: 3 * 12_300 + 10_000,
        refunds: 2,
        refunded: 1_300,
        disputes: 1,
        disputed: 5_000,
      },
    ];
    await eventually(async () => {
      const { data } = await look<{ data: Totals[] }>('totals');
      return data.every(({ refundsPending }) => refundsPending === 0) ? true : undefined;
    });
    expect((await look<{ data: Totals[] }>('totals')).data).toEqual(expected);
  });

  it('lists each captured payment once, oldest first, with the merchant’s own words', async () => {
    const { data, hasMore, next } = await look<CapturePage>('captures');
    expect(data.map(({ paymentIntent }) => paymentIntent)).toEqual(paid.map(({ id }) => id));
    expect(data[0]).toEqual({
      paymentIntent: paidId(0),
      charge: idOf(paid[0]?.latest_charge),
      metadata: { order: '1' },
      currency: 'nok',
      amountReceived: 12_300,
      amountRefunded: 300,
      amountDisputed: 0,
      created: paid[0]?.created,
    });
    expect(data.map((one) => one.amountReceived)).toEqual([12_300, 12_300, 12_300, 700, 12_300, 10_000]);
    expect(data.map((one) => one.amountDisputed)).toEqual([0, 0, 5_000, 0, 0, 0]);
    expect({ hasMore, next }).toEqual({ hasMore: false, next: null });
  });

  it('pages', async () => {
    const seen: string[] = [];
    let page = await look<CapturePage>('captures?limit=4');
    seen.push(...page.data.map(({ paymentIntent }) => paymentIntent));
    expect(page.next).toBe(seen.at(-1));
    page = await look<CapturePage>(`captures?limit=4&after=${page.next}`);
    seen.push(...page.data.map(({ paymentIntent }) => paymentIntent));
    expect(page.hasMore).toBe(false);
    expect(seen).toEqual(paid.map(({ id }) => id));
  });

  it.each(['captures?limit=0', 'captures?limit=many', 'captures?after=pi_none'])('refuses %s', async (path) => {
    expect((await control(sandbox.url, 'GET', path)).status).toBe(400);
  });

  it('speaks to the secret key only', async () => {
    for (const path of ['totals', 'captures', 'clock']) {
      const headers = { authorization: 'Bearer pk_test_betalt' };
      expect((await fetch(`${sandbox.url}/sandbox/${path}`, { headers })).status).toBe(401);
    }
  });
});

function empty(currency: string): Totals {
  return { currency, captures: 0, captured: 0, refunds: 0, refunded: 0, refundsPending: 0, disputes: 0, disputed: 0 };
}
