import type { Stripe } from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { charged, refusalOf } from './support/payments.ts';
import { eventually, type RunningSandbox, startSandbox } from './support/sandbox.ts';

let sandbox: RunningSandbox;
let stripe: Stripe;
beforeAll(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
});
afterAll(() => sandbox.close());

async function becoming(id: string, status: string): Promise<Stripe.Refund> {
  return eventually(async () => {
    const refund = await stripe.refunds.retrieve(id, {
      expand: ['balance_transaction', 'failure_balance_transaction'],
    });
    return refund.status === status ? refund : undefined;
  });
}

async function eventsAbout(intent: string): Promise<string[]> {
  const { data } = await stripe.events.list({ limit: 100 });
  return data
    .filter((event) => (event.data.object as { payment_intent?: string }).payment_intent === intent)
    .map(({ type }) => type)
    .toReversed();
}

describe('a refund', () => {
  it('of a part, and then of the rest, gives back what is asked', async () => {
    const intent = await charged(sandbox, 'pm_card_visa');
    const part = await stripe.refunds.create({ payment_intent: intent.id, amount: 2_300 });
    expect(part).toMatchObject({ amount: 2_300, status: 'succeeded', destination_details: { type: 'card' } });
    expect(part).not.toHaveProperty('pending_reason');
    const rest = await stripe.refunds.create({ payment_intent: intent.id });
    expect(rest.amount).toBe(10_000);
    const charge = await stripe.charges.retrieve((intent.latest_charge as Stripe.Charge).id);
    expect(charge).toMatchObject({ amount_refunded: 12_300, refunded: true });
    expect(await eventsAbout(intent.id)).toEqual([
      'charge.succeeded',
      'refund.created',
      'charge.refunded',
      'refund.created',
      'charge.refunded',
    ]);
  });

  it('of more than is left is refused in words and amounts, and nothing is given back', async () => {
    const intent = await charged(sandbox, 'pm_card_visa');
    await stripe.refunds.create({ payment_intent: intent.id, amount: 12_000 });
    const error = await refusalOf(stripe.refunds.create({ payment_intent: intent.id, amount: 301 }));
    expect(error).toMatchObject({ statusCode: 400, param: 'amount', type: 'StripeInvalidRequestError' });
    expect(error.message).toMatch(/NOK\s3\.01.*NOK\s3\.00/);
    expect((await stripe.refunds.list({ payment_intent: intent.id })).data).toHaveLength(1);
  });

  it('of a charge given back already is refused with charge_already_refunded', async () => {
    const intent = await charged(sandbox, 'pm_card_visa');
    await stripe.refunds.create({ payment_intent: intent.id });
    const error = await refusalOf(stripe.refunds.create({ payment_intent: intent.id }));
    expect(error).toMatchObject({ statusCode: 400, code: 'charge_already_refunded' });
  });

  it.each(['nothing to refund', 'an authorisation that was not captured'])('of %s is refused', async (what) => {
    const intent = what.startsWith('nothing')
      ? await stripe.paymentIntents.create({ amount: 500, currency: 'nok' })
      : await charged(sandbox, 'pm_card_visa', { capture_method: 'manual' });
    expect((await refusalOf(stripe.refunds.create({ payment_intent: intent.id }))).statusCode).toBe(400);
  });

  it('asked for twice with one key is made once', async () => {
    const intent = await charged(sandbox, 'pm_card_visa');
    const ask = { payment_intent: intent.id, amount: 100 };
    const first = await stripe.refunds.create(ask, { idempotencyKey: `refund-${intent.id}` });
    const again = await stripe.refunds.create(ask, { idempotencyKey: `refund-${intent.id}` });
    expect(again.id).toBe(first.id);
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
    const charge = await stripe.charges.retrieve((intent.latest_charge as Stripe.Charge).id);
    expect(charge.amount_refunded).toBe(100);
  });

  it('two at once that together are too much: one is refused', async () => {
    const intent = await charged(sandbox, 'pm_card_visa');
    const outcomes = await Promise.allSettled(
      [8_000, 8_000].map((amount) => stripe.refunds.create({ payment_intent: intent.id, amount })),
    );
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a refund that is settled later', () => {
  it('7726 is pending, then succeeds, and says so', async () => {
    const intent = await charged(sandbox, 'pm_card_pendingRefund');
    const refund = await stripe.refunds.create({ payment_intent: intent.id });
    expect(refund).toMatchObject({ status: 'pending', pending_reason: 'processing' });
    expect(refund.destination_details?.card).toMatchObject({ reference_status: 'pending' });
    const settled = await becoming(refund.id, 'succeeded');
    expect(settled).not.toHaveProperty('pending_reason');
    expect(settled.destination_details?.card).toMatchObject({ reference_status: 'available' });
    expect((await eventsAbout(intent.id)).slice(-2)).toEqual(['refund.updated', 'charge.refund.updated']);
  });

  it('5126 succeeds, then fails with a reason, and the money is back on the balance', async () => {
    const intent = await charged(sandbox, 'pm_card_refundFail');
    const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 2_300 });
    expect(refund.status).toBe('succeeded');
    const failed = await becoming(refund.id, 'failed');
    expect(failed).toMatchObject({
      failure_reason: 'expired_or_canceled_card',
      balance_transaction: { amount: -2_300, type: 'refund' },
      failure_balance_transaction: { amount: 2_300, type: 'refund_failure' },
    });
    const charge = await stripe.charges.retrieve((intent.latest_charge as Stripe.Charge).id);
    expect(charge).toMatchObject({ amount_refunded: 0, refunded: false });
    expect((await eventsAbout(intent.id)).slice(-3)).toEqual([
      'refund.failed',
      'refund.updated',
      'charge.refund.updated',
    ]);
    await expect(stripe.refunds.create({ payment_intent: intent.id })).resolves.toMatchObject({ amount: 12_300 });
  });

  it('cannot be canceled, because none here waits for its receiver', async () => {
    const pending = await stripe.refunds.create({
      payment_intent: (await charged(sandbox, 'pm_card_pendingRefund')).id,
    });
    expect((await refusalOf(stripe.refunds.cancel(pending.id))).statusCode).toBe(400);
    expect((await refusalOf(stripe.refunds.cancel('re_none'))).statusCode).toBe(404);
  });
});
