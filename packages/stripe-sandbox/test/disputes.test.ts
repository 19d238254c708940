import type { Stripe } from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { debited } from './support/debits.ts';
import { cardMethod, charged, idOf, refusalOf } from './support/payments.ts';
import { control, eventually, type RunningSandbox, startSandbox } from './support/sandbox.ts';

let sandbox: RunningSandbox;
let stripe: Stripe;
beforeAll(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
});
afterAll(() => sandbox.close());

async function disputedBy(number: string): Promise<Stripe.Dispute> {
  const intent = await charged(sandbox, (await cardMethod(sandbox, number)).id);
  return eventually(async () => (await stripe.disputes.list({ payment_intent: intent.id })).data[0]);
}

async function becoming(id: string, status: string): Promise<Stripe.Dispute> {
  return eventually(async () => {
    const dispute = await stripe.disputes.retrieve(id);
    return dispute.status === status ? dispute : undefined;
  });
}

async function ask(path: string, body: object): Promise<{ status: number; body: Stripe.Dispute & { error?: object } }> {
  const response = await control(sandbox.url, 'POST', path, body);
  return { status: response.status, body: (await response.json()) as Stripe.Dispute & { error?: object } };
}

async function eventsOf(id: string): Promise<string[]> {
  const { data } = await stripe.events.list({ limit: 100 });
  return data
    .filter((event) => (event.data.object as { id?: string }).id === id)
    .map(({ type }) => type)
    .toReversed();
}

function balanceOf(dispute: Stripe.Dispute): { amount: number; fee: number } {
  return dispute.balance_transactions.reduce(
    (sum, one) => ({ amount: sum.amount + one.amount, fee: sum.fee + one.fee }),
    { amount: 0, fee: 0 },
  );
}

describe('the networks’ own programmes', () => {
  it.each([
    ['4000000404000038', 'fraudulent', 'chargeback', ['visa_compelling_evidence_3'], 'visa'],
    ['4000008400000779', 'noncompliant', 'compliance', ['visa_compliance'], 'visa'],
    ['5105008400000002', 'noncompliant', 'compliance', ['mastercard_compliance'], 'mastercard'],
    ['4000000001000043', 'fraudulent', 'chargeback', [], 'visa'],
  ])('%s is disputed as %s by a %s with %j', async (number, reason, caseType, types, brand) => {
    const dispute = await disputedBy(number);
    expect(dispute).toMatchObject({
      reason,
      enhanced_eligibility_types: types,
      payment_method_details: { card: { brand, case_type: caseType } },
      status: 'needs_response',
    });
  });

  it('a dispute that Stripe may answer says so', async () => {
    expect((await disputedBy('4000000001000043')).intended_submission_method).toBe('smart_disputes');
    const own = await disputedBy('4000000000000259');
    expect(own.intended_submission_method).toBeNull();
    const changed = await stripe.disputes.update(own.id, { intended_submission_method: 'manual' });
    expect(changed).toMatchObject({ intended_submission_method: 'manual', status: 'needs_response' });
  });

  it.each([
    ['4000008400000779', 'visa_compliance'],
    ['5105008400000002', 'mastercard_compliance'],
  ] as const)('%s may be answered only by who acknowledges the fee', async (number, programme) => {
    const dispute = await disputedBy(number);
    expect(dispute.evidence_details.enhanced_eligibility[programme]).toEqual({
      status: 'requires_fee_acknowledgement',
    });
    const evidence = { uncategorized_text: 'winning_evidence' };
    const refused = await refusalOf(stripe.disputes.update(dispute.id, { evidence, submit: true }));
    expect(refused.param).toBe(`evidence[enhanced_evidence][${programme}][fee_acknowledged]`);
    expect((await stripe.disputes.retrieve(dispute.id)).evidence.uncategorized_text).toBeNull();
    const answered = await stripe.disputes.update(dispute.id, {
      evidence: { ...evidence, enhanced_evidence: { [programme]: { fee_acknowledged: true } } },
      submit: true,
    });
    expect(answered).toMatchObject({
      status: 'under_review',
      evidence_details: {
        enhanced_eligibility: { [programme]: { status: 'fee_acknowledged' } },
        submission_method: 'manual',
      },
    });
    await becoming(dispute.id, 'won');
  });

  it('compelling evidence says what is still missing until it qualifies', async () => {
    const dispute = await disputedBy('4000000404000038');
    const statusOf = (one: Stripe.Dispute) => one.evidence_details.enhanced_eligibility.visa_compelling_evidence_3;
    expect(statusOf(dispute)).toEqual({
      required_actions: [
        'missing_customer_identifiers',
        'missing_disputed_transaction_description',
        'missing_merchandise_or_services',
        'missing_prior_undisputed_transactions',
      ],
      status: 'requires_action',
    });
    const identity = { customer_email_address: 'ada@example.com', customer_purchase_ip: '127.0.0.1' };
    const prior = { ...identity, charge: 'ch_earlier', product_description: 'Licences' };
    const partly = await stripe.disputes.update(dispute.id, {
      evidence: {
        enhanced_evidence: {
          visa_compelling_evidence_3: {
            disputed_transaction: { ...identity, merchandise_or_services: 'services', product_description: 'Licences' },
            prior_undisputed_transactions: [prior, { ...identity, charge: 'ch_other' }],
          },
        },
      },
      submit: false,
    });
    expect(statusOf(partly)).toMatchObject({ required_actions: ['missing_prior_undisputed_transaction_description'] });
    const whole = await stripe.disputes.update(dispute.id, {
      evidence: {
        enhanced_evidence: {
          visa_compelling_evidence_3: {
            disputed_transaction: { ...identity, merchandise_or_services: 'services', product_description: 'Licences' },
            prior_undisputed_transactions: [prior, { ...prior, charge: 'ch_other' }],
          },
        },
      },
      submit: false,
    });
    expect(statusOf(whole)).toEqual({ required_actions: [], status: 'qualified' });
    expect(whole.status).toBe('needs_response');
  });
});

describe('an inquiry', () => {
  it('leaves the money, and is closed by the bank', async () => {
    const dispute = await disputedBy('4000000000001976');
    expect(dispute).toMatchObject({
      status: 'warning_needs_response',
      balance_transactions: [],
      is_charge_refundable: true,
    });
    const evidence = { uncategorized_text: 'winning_evidence' };
    expect((await stripe.disputes.update(dispute.id, { evidence })).status).toBe('warning_under_review');
    const closed = await becoming(dispute.id, 'warning_closed');
    expect(closed.balance_transactions).toEqual([]);
    expect((await stripe.charges.retrieve(idOf(dispute.charge))).disputed).toBe(false);
  });

  it('that escalates becomes a chargeback and takes the money', async () => {
    const dispute = await disputedBy('4000000000001976');
    await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'escalate_inquiry_evidence' } });
    const escalated = await becoming(dispute.id, 'needs_response');
    expect(balanceOf(escalated)).toEqual({ amount: -12_300, fee: 1_500 });
    expect(escalated.payment_method_details?.card?.case_type).toBe('chargeback');
    expect((await stripe.charges.retrieve(idOf(dispute.charge))).disputed).toBe(true);
    expect(await eventsOf(dispute.id)).toEqual([
      'charge.dispute.created',
      'charge.dispute.updated',
      'charge.dispute.updated',
      'charge.dispute.funds_withdrawn',
    ]);
  });

  it('is closed when all is refunded, and not when a part is', async () => {
    const dispute = await disputedBy('4000000000001976');
    await stripe.refunds.create({ charge: idOf(dispute.charge), amount: 300 });
    expect((await stripe.disputes.retrieve(dispute.id)).status).toBe('warning_needs_response');
    await stripe.refunds.create({ charge: idOf(dispute.charge) });
    expect((await stripe.disputes.retrieve(dispute.id)).status).toBe('warning_closed');
  });
});

describe('a dispute', () => {
  it('that is won gives back amount and fee, and the charge may be refunded again', async () => {
    const dispute = await disputedBy('4000000000000259');
    expect(balanceOf(dispute)).toEqual({ amount: -12_300, fee: 1_500 });
    expect(dispute.balance_transactions[0]?.fee_details).toMatchObject([{ amount: 1_500, description: 'Dispute fee' }]);
    const charge = idOf(dispute.charge);
    expect((await refusalOf(stripe.refunds.create({ charge }))).code).toBe('charge_disputed');
    await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'winning_evidence' } });
    const won = await becoming(dispute.id, 'won');
    expect(balanceOf(won)).toEqual({ amount: 0, fee: 0 });
    expect(await eventsOf(dispute.id)).toEqual([
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.updated',
      'charge.dispute.funds_reinstated',
      'charge.dispute.closed',
    ]);
    await expect(stripe.refunds.create({ charge })).resolves.toMatchObject({ status: 'succeeded' });
  });

  it('that is lost or given up keeps the money, and the charge cannot be refunded', async () => {
    const dispute = await disputedBy('4000000000002685');
    const lost = await stripe.disputes.close(dispute.id);
    expect(lost).toMatchObject({ status: 'lost', is_charge_refundable: false });
    expect(balanceOf(lost).amount).toBe(-12_300);
    expect((await refusalOf(stripe.refunds.create({ charge: idOf(dispute.charge) }))).code).toBe('charge_disputed');
    await refusalOf(stripe.disputes.close(dispute.id));
    await refusalOf(stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'winning_evidence' } }));
  });

  it('that nobody answers in seven days is lost', async () => {
    const other = await startSandbox();
    try {
      const intent = await charged(other, 'pm_card_createDispute');
      const dispute = await eventually(
        async () => (await other.stripe.disputes.list({ payment_intent: intent.id })).data[0],
      );
      await control(other.url, 'POST', 'clock', { advanceSeconds: 6 * 86_400 });
      expect((await other.stripe.disputes.retrieve(dispute.id)).status).toBe('needs_response');
      await control(other.url, 'POST', 'clock', { advanceSeconds: 86_400 });
      expect(await other.stripe.disputes.retrieve(dispute.id)).toMatchObject({
        status: 'lost',
        evidence_details: { past_due: true },
      });
    } finally {
      await other.close();
    }
  });
});

describe('an early fraud warning', () => {
  it('of 5423 is told, and there is nothing more to do about it once all is refunded', async () => {
    const intent = await charged(sandbox, (await cardMethod(sandbox, '4000000000005423')).id);
    const warning = await eventually(
      async () => (await stripe.radar.earlyFraudWarnings.list({ payment_intent: intent.id })).data[0],
    );
    expect(warning).toMatchObject({ actionable: true, charge: (intent.latest_charge as Stripe.Charge).id });
    expect((await stripe.disputes.list({ payment_intent: intent.id })).data).toEqual([]);
    await stripe.refunds.create({ payment_intent: intent.id });
    const after = await stripe.radar.earlyFraudWarnings.retrieve(warning.id, { expand: ['charge'] });
    expect(after).toMatchObject({ actionable: false, charge: { refunded: true } });
    expect(await eventsOf(warning.id)).toEqual([
      'radar.early_fraud_warning.created',
      'radar.early_fraud_warning.updated',
    ]);
  });
});

describe('asked for by the control endpoint', () => {
  it('a dispute of any charge, of a part of it, for a reason', async () => {
    const intent = await charged(sandbox, 'pm_card_visa');
    const { status, body } = await ask('disputes', { paymentIntent: intent.id, amount: 300, reason: 'duplicate' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ amount: 300, reason: 'duplicate', status: 'needs_response' });
    const rest = await ask('disputes', { charge: (intent.latest_charge as Stripe.Charge).id });
    expect(rest.body).toMatchObject({ amount: 12_000, reason: 'fraudulent' });
    expect((await ask('disputes', { paymentIntent: intent.id })).status).toBe(400);
  });

  it('a dispute of a bank debit, which is lost at once', async () => {
    const intent = await debited(sandbox, 'pm_successDelayed_de');
    expect((await ask('disputes', { paymentIntent: intent.id })).status).toBe(400);
    await control(sandbox.url, 'POST', 'clock', { advanceSeconds: 180 });
    const { body } = await ask('disputes', { paymentIntent: intent.id, reason: 'debit_not_authorized' });
    expect(body).toMatchObject({ status: 'lost', amount: 12_300 });
  });

  it.each(['won', 'lost'])('the verdict %s', async (verdict) => {
    const dispute = await disputedBy('4000000000000259');
    expect((await ask(`disputes/${dispute.id}`, { status: 'warning_closed' })).status).toBe(400);
    const { status, body } = await ask(`disputes/${dispute.id}`, { status: verdict });
    expect(status).toBe(200);
    expect(body.status).toBe(verdict);
    expect(balanceOf(body).amount).toBe(verdict === 'won' ? 0 : -12_300);
    expect((await ask(`disputes/${dispute.id}`, { status: verdict })).status).toBe(400);
  });

  it('an inquiry and its end', async () => {
    const intent = await charged(sandbox, 'pm_card_visa');
    const { body } = await ask('disputes', { paymentIntent: intent.id, inquiry: true });
    expect(body).toMatchObject({ status: 'warning_needs_response', balance_transactions: [] });
    expect((await ask(`disputes/${body.id}`, { status: 'won' })).status).toBe(400);
    const closed = await ask(`disputes/${body.id}`, { status: 'warning_closed' });
    expect(closed.body.status).toBe('warning_closed');
  });

  it.each([
    ['nothing', {}],
    ['a charge that is none', { charge: 'ch_none' }],
    ['a reason nobody knows', { paymentIntent: 'pi', reason: 'weather' }],
    ['a word nobody knows', { paymentIntent: 'pi', when: 'now' }],
  ])('%s is refused', async (_name, words) => {
    const paid = await charged(sandbox, 'pm_card_visa');
    const body = 'paymentIntent' in words ? { ...words, paymentIntent: paid.id } : words;
    const refused = await ask('disputes', body);
    expect(refused.status).toBe(400);
    expect(refused.body.error).toMatchObject({ type: 'invalid_request_error' });
  });

  it('more than is left is refused', async () => {
    const intent = await charged(sandbox, 'pm_card_visa');
    await stripe.refunds.create({ payment_intent: intent.id, amount: 12_000 });
    expect((await ask('disputes', { paymentIntent: intent.id, amount: 301 })).status).toBe(400);
    expect((await ask('disputes', { paymentIntent: intent.id })).body.amount).toBe(300);
  });
});
