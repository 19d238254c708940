import type { Stripe } from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardMethod, challenge, charged, refusalOf } from './support/payments.ts';
import { eventually, type RunningSandbox, startSandbox } from './support/sandbox.ts';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const SUCCEED = [
  ['4242424242424242', 'visa', 'credit', 'US'],
  ['4000056655665556', 'visa', 'debit', 'US'],
  ['5555555555554444', 'mastercard', 'credit', 'US'],
  ['2223003122003222', 'mastercard', 'credit', 'US'],
  ['5200828282828210', 'mastercard', 'debit', 'US'],
  ['5105105105105100', 'mastercard', 'prepaid', 'US'],
  ['378282246310005', 'amex', 'credit', 'US'],
  ['371449635398431', 'amex', 'credit', 'US'],
  ['6011111111111117', 'discover', 'credit', 'US'],
  ['6011000990139424', 'discover', 'credit', 'US'],
  ['3056930009020004', 'diners', 'credit', 'US'],
  ['36227206271667', 'diners', 'credit', 'US'],
  ['3566002020360505', 'jcb', 'credit', 'US'],
  ['6200000000000005', 'unionpay', 'credit', 'US'],
  ['6205500000000000004', 'unionpay', 'credit', 'US'],
  ['4000002500001001', 'visa', 'credit', 'FR'],
  ['5555552500001001', 'mastercard', 'credit', 'FR'],
  ['4000005780000007', 'visa', 'credit', 'NO'],
  ['4000007560000009', 'visa', 'credit', 'CH'],
  ['4000003920000003', 'visa', 'credit', 'JP'],
  ['4000002760000016', 'visa', 'credit', 'DE'],
  ['4000000000003055', 'visa', 'credit', 'US'],
  ['4000000000003097', 'visa', 'credit', 'US'],
  ['4000000000005423', 'visa', 'credit', 'US'],
  ['4000000000000077', 'visa', 'credit', 'US'],
] as const;

describe('a number that succeeds', () => {
  it.each(SUCCEED)('%s is charged as %s %s of %s', async (number, brand, funding, country) => {
    const method = await cardMethod(sandbox, number);
    expect(method.card).toMatchObject({ brand, funding, country, last4: number.slice(-4) });
    const intent = await charged(sandbox, method.id);
    expect(intent).toMatchObject({ status: 'succeeded', amount_received: 12_300 });
    const charge = intent.latest_charge as Stripe.Charge;
    expect(charge).toMatchObject({ status: 'succeeded', captured: true, paid: true, outcome: { type: 'authorized' } });
  });
});

const DECLINE = [
  ['4000000000000002', 'card_declined', 'generic_decline'],
  ['4000000000009995', 'card_declined', 'insufficient_funds'],
  ['4000000000009987', 'card_declined', 'lost_card'],
  ['4000000000009979', 'card_declined', 'stolen_card'],
  ['4000000000000069', 'expired_card', undefined],
  ['4000000000000127', 'incorrect_cvc', undefined],
  ['4000000000000119', 'processing_error', undefined],
  ['4000000000006975', 'card_declined', 'card_velocity_exceeded'],
  ['4000000000000341', 'card_declined', 'generic_decline'],
  ['4100000000000019', 'card_declined', 'fraudulent'],
  ['4000008400001280', 'card_declined', 'generic_decline'],
] as const;

describe('a number that is declined', () => {
  it.each(DECLINE)('%s fails with %s, %s', async (number, code, declineCode) => {
    const method = await cardMethod(sandbox, number);
    const error = await refusalOf(charged(sandbox, method.id));
    expect(error).toMatchObject({ type: 'StripeCardError', statusCode: 402, code });
    expect(error.decline_code || undefined).toBe(declineCode);
    const intent = await sandbox.stripe.paymentIntents.retrieve(error.payment_intent?.id ?? '', {
      expand: ['latest_charge'],
    });
    expect(intent).toMatchObject({
      status: 'requires_payment_method',
      payment_method: null,
      amount_received: 0,
      last_payment_error: { code, type: 'card_error', payment_method: { id: method.id } },
      latest_charge: { status: 'failed', paid: false, failure_code: code },
    });
  });

  it('0127 is charged when no security code was given', async () => {
    const method = await cardMethod(sandbox, '4000000000000127', { cvc: '' });
    await expect(charged(sandbox, method.id)).resolves.toMatchObject({ status: 'succeeded' });
  });
});

const WRONG_ENTRY = [
  ['a number whose check digit is wrong', { number: '4242424242424241' }, 'incorrect_number', 'number'],
  ['a number too short for its brand', { number: '424242424242' }, 'incorrect_number', 'number'],
  ['month 13', { exp_month: '13' }, 'invalid_expiry_month', 'exp_month'],
  ['year 95', { exp_year: '95' }, 'invalid_expiry_year', 'exp_year'],
  ['a year gone by', { exp_year: '2020' }, 'invalid_expiry_year', 'exp_year'],
  ['security code 99', { cvc: '99' }, 'invalid_cvc', 'cvc'],
  ['a real card number', { number: '4111111111111111' }, 'card_declined', undefined],
] as const;

describe('a card typed wrong', () => {
  it.each(WRONG_ENTRY)('%s is refused with its own code', async (_name, card, code, param) => {
    const number = 'number' in card ? card.number : '4242424242424242';
    const error = await refusalOf(cardMethod(sandbox, number, card));
    expect(error).toMatchObject({ statusCode: 402, code });
    expect(error.param).toBe(param);
  });
});

describe('authentication (3-D Secure)', () => {
  const ON_SESSION = [
    '4000002500003155',
    '4000002760003184',
    '4000003800000446',
    '4000000000003220',
    '4000000000003238',
  ];
  it.each(ON_SESSION)('%s asks the holder on-session and is paid once the challenge is completed', async (number) => {
    const intent = await charged(sandbox, (await cardMethod(sandbox, number)).id);
    expect(intent).toMatchObject({
      status: 'requires_action',
      next_action: { type: 'use_stripe_sdk' },
      amount_received: 0,
    });
    await challenge(sandbox, intent.client_secret, 'complete');
    const after = await sandbox.stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] });
    expect(after).toMatchObject({
      status: 'succeeded',
      next_action: null,
      latest_charge: { payment_method_details: { card: { three_d_secure: { result: 'authenticated' } } } },
    });
  });

  it.each([
    ['4000008260003178', 'insufficient_funds'],
    ['4000008400001629', 'generic_decline'],
  ])('%s authenticates and is then declined with %s', async (number, declineCode) => {
    const intent = await charged(sandbox, (await cardMethod(sandbox, number)).id);
    expect(intent.status).toBe('requires_action');
    await challenge(sandbox, intent.client_secret, 'complete');
    const after = await sandbox.stripe.paymentIntents.retrieve(intent.id);
    expect(after).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { decline_code: declineCode },
    });
  });

  it.each(['fail', 'cancel'] as const)('a challenge answered with %s charges nothing and says so', async (outcome) => {
    const intent = await charged(sandbox, (await cardMethod(sandbox, '4000002760003184')).id);
    await challenge(sandbox, intent.client_secret, outcome);
    const after = await sandbox.stripe.paymentIntents.retrieve(intent.id);
    expect(after).toMatchObject({
      status: 'requires_payment_method',
      latest_charge: null,
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    });
  });

  it('a second answer to the same challenge charges nothing more', async () => {
    const intent = await charged(sandbox, (await cardMethod(sandbox, '4000002760003184')).id);
    await challenge(sandbox, intent.client_secret, 'complete');
    await challenge(sandbox, intent.client_secret, 'complete');
    await challenge(sandbox, intent.client_secret, 'fail');
    const { data } = await sandbox.stripe.charges.list({ payment_intent: intent.id });
    expect(data.map((charge) => charge.status)).toEqual(['succeeded']);
  });

  it('the merchant may ask for a challenge: 3055 then has one, 3097 fails', async () => {
    const options = { payment_method_options: { card: { request_three_d_secure: 'any' as const } } };
    const optional = await charged(sandbox, (await cardMethod(sandbox, '4000000000003055')).id, options);
    expect(optional.status).toBe('requires_action');
    const failing = charged(sandbox, (await cardMethod(sandbox, '4000000000003097')).id, options);
    expect(await refusalOf(failing)).toMatchObject({ code: 'processing_error' });
  });
});

describe('off-session, with a card saved before', () => {
  it.each([
    ['4242424242424242', false, 'succeeded'],
    ['4000002500003155', true, 'succeeded'],
    ['4000003800000446', false, 'succeeded'],
    ['4000002760003184', true, 'authentication_required'],
    ['4000000000003220', true, 'authentication_required'],
    ['4000008260003178', true, 'card_declined'],
    ['4000000000000341', false, 'card_declined'],
  ])('%s, challenged while saving: %s, then pays with: %s', async (number, isChallenged, outcome) => {
    const { stripe } = sandbox;
    const customer = await stripe.customers.create();
    const method = await cardMethod(sandbox, number);
    const setup = await stripe.setupIntents.create({
      allowed_payment_method_types: ['card'],
      customer: customer.id,
      confirm: true,
      payment_method: method.id,
    });
    expect(setup.status).toBe(isChallenged ? 'requires_action' : 'succeeded');
    if (isChallenged) await challenge(sandbox, setup.client_secret, 'complete');
    await expect(stripe.paymentMethods.retrieve(method.id)).resolves.toMatchObject({ customer: customer.id });
    const paying = charged(sandbox, method.id, { customer: customer.id, off_session: true });
    if (outcome === 'succeeded') await expect(paying).resolves.toMatchObject({ status: outcome });
    else expect(await refusalOf(paying)).toMatchObject({ code: outcome });
  });

  it('3155 attached without authentication is refused off-session', async () => {
    const { stripe } = sandbox;
    const customer = await stripe.customers.create();
    const method = await cardMethod(sandbox, '4000002500003155');
    await stripe.paymentMethods.attach(method.id, { customer: customer.id });
    const error = await refusalOf(charged(sandbox, method.id, { customer: customer.id, off_session: true }));
    expect(error).toMatchObject({ code: 'authentication_required', decline_code: 'authentication_required' });
  });

  it.each(['4000000000000002', '4000000000009995', '4000000000000069'])('%s cannot be saved at all', async (number) => {
    const customer = await sandbox.stripe.customers.create();
    const method = await cardMethod(sandbox, number);
    await refusalOf(sandbox.stripe.paymentMethods.attach(method.id, { customer: customer.id }));
    const saving = sandbox.stripe.setupIntents.create({
      customer: customer.id,
      confirm: true,
      payment_method: method.id,
      allowed_payment_method_types: ['card'],
    });
    const error = await refusalOf(saving);
    expect(error.setup_intent).toMatchObject({ status: 'requires_payment_method', payment_method: null });
  });
});

describe('what a number tells besides', () => {
  const LOOKS = [
    ['4242424242424242', 'normal', 'pending', { cvc_check: 'pass', address_postal_code_check: 'pass' }],
    ['4000000000004954', 'highest', 'pending', { cvc_check: 'pass' }],
    ['4000000000009235', 'elevated', 'pending', { cvc_check: 'pass' }],
    ['4000000000000077', 'normal', 'available', { cvc_check: 'pass' }],
    ['4000003720000278', 'normal', 'available', { cvc_check: 'pass' }],
    ['4000000000000101', 'normal', 'pending', { cvc_check: 'fail' }],
    ['4000000000000036', 'normal', 'pending', { address_postal_code_check: 'fail', address_line1_check: 'pass' }],
    ['4000000000000028', 'normal', 'pending', { address_postal_code_check: 'pass', address_line1_check: 'fail' }],
    ['4000000000000010', 'normal', 'pending', { address_postal_code_check: 'fail', address_line1_check: 'fail' }],
    ['4000000000000044', 'normal', 'pending', { address_postal_code_check: 'unavailable' }],
  ] as const;
  it.each(LOOKS)('%s is paid with risk %s, its funds %s, and checks %j', async (number, risk, funds, checks) => {
    const method = await cardMethod(sandbox, number);
    await sandbox.stripe.paymentMethods.update(method.id, {
      billing_details: { address: { line1: 'Storgata 1', postal_code: '0155' } },
    });
    const intent = await charged(sandbox, method.id, { expand: ['latest_charge.balance_transaction'] });
    const charge = intent.latest_charge as Stripe.Charge;
    expect(intent.status).toBe('succeeded');
    expect(charge.outcome).toMatchObject({ risk_level: risk, type: 'authorized' });
    expect(charge.balance_transaction).toMatchObject({ status: funds });
    expect(charge.payment_method_details?.card?.checks).toMatchObject(checks);
  });
});

describe('what the bank does later', () => {
  it.each([
    ['4000000000000259', ['fraudulent'], 'needs_response', true],
    ['4000000000002685', ['product_not_received'], 'needs_response', true],
    ['4000000000001976', ['general'], 'warning_needs_response', false],
    ['4000000404000079', ['product_not_received', 'fraudulent'], 'needs_response', true],
  ])('%s is disputed as %s', async (number, reasons, status, isWithdrawn) => {
    const intent = await charged(sandbox, (await cardMethod(sandbox, number)).id);
    const disputes = await eventually(async () => {
      const { data } = await sandbox.stripe.disputes.list({ payment_intent: intent.id });
      return data.length === reasons.length ? data : undefined;
    });
    expect(disputes.map((dispute) => dispute.reason)).toEqual(reasons);
    expect(disputes[0]).toMatchObject({ status });
    expect(disputes.reduce((sum, dispute) => sum + dispute.amount, 0)).toBe(12_300);
    expect(disputes[0]?.balance_transactions.length).toBe(isWithdrawn ? 1 : 0);
    const charge = await sandbox.stripe.charges.retrieve((intent.latest_charge as Stripe.Charge).id);
    expect(charge.disputed).toBe(isWithdrawn);
  });

  it.each([
    ['winning_evidence', 'won', 0],
    ['losing_evidence', 'lost', -12_300],
  ])('a dispute answered with %s is %s', async (text, verdict, balance) => {
    const intent = await charged(sandbox, (await cardMethod(sandbox, '4000000000000259')).id);
    const dispute = await eventually(
      async () => (await sandbox.stripe.disputes.list({ payment_intent: intent.id })).data[0],
    );
    const answered = await sandbox.stripe.disputes.update(dispute.id, {
      evidence: { uncategorized_text: text },
      submit: true,
    });
    expect(answered.status).toBe('under_review');
    const closed = await eventually(async () => {
      const now = await sandbox.stripe.disputes.retrieve(dispute.id);
      return now.status === verdict ? now : undefined;
    });
    expect(closed.balance_transactions.reduce((sum, one) => sum + one.amount, 0)).toBe(balance);
  });

  it('7726 refunds as pending and succeeds later', async () => {
    const intent = await charged(sandbox, (await cardMethod(sandbox, '4000000000007726')).id);
    const refund = await sandbox.stripe.refunds.create({ payment_intent: intent.id });
    expect(refund.status).toBe('pending');
    await eventually(async () =>
      (await sandbox.stripe.refunds.retrieve(refund.id)).status === 'succeeded' ? true : undefined,
    );
  });

  it('5126 refunds, fails later, and the money is back', async () => {
    const intent = await charged(sandbox, (await cardMethod(sandbox, '4000000000005126')).id);
    const refund = await sandbox.stripe.refunds.create({ payment_intent: intent.id, amount: 2_300 });
    expect(refund.status).toBe('succeeded');
    const failed = await eventually(async () => {
      const now = await sandbox.stripe.refunds.retrieve(refund.id);
      return now.status === 'failed' ? now : undefined;
    });
    expect(failed.failure_reason).toBe('expired_or_canceled_card');
    const charge = await sandbox.stripe.charges.retrieve((intent.latest_charge as Stripe.Charge).id);
    expect(charge).toMatchObject({ amount_refunded: 0, refunded: false });
  });
});
