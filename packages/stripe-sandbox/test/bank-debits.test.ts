import type { Stripe } from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { achMethod, debited, MANDATE, sepaMethod, settled } from './support/debits.ts';
import { charged, idOf, refusalOf } from './support/payments.ts';
import { control, eventually, type RunningSandbox, startSandbox } from './support/sandbox.ts';

let sandbox: RunningSandbox;
let stripe: Stripe;
beforeAll(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
});
afterAll(() => sandbox.close());

async function advance(seconds: number): Promise<void> {
  expect((await control(sandbox.url, 'POST', 'clock', { advanceSeconds: seconds })).status).toBe(200);
}

async function typesOf(intent: string): Promise<string[]> {
  const { data } = await stripe.events.list({ limit: 100 });
  return data
    .filter(({ data: { object } }) => {
      const about = object as { id?: string; payment_intent?: string };
      return about.id === intent || about.payment_intent === intent;
    })
    .map(({ type }) => type)
    .toReversed();
}

describe('a SEPA account of Austria', () => {
  it('AT61…3201 is processing and succeeds later', async () => {
    const method = await sepaMethod(sandbox, 'AT61 1904 3002 3457 3201');
    expect(method.sepa_debit).toMatchObject({ bank_code: '19043', country: 'AT', last4: '3201' });
    const intent = await debited(sandbox, method.id);
    expect(intent).toMatchObject({ status: 'processing', amount_received: 0, payment_method: method.id });
    expect(intent.latest_charge).toMatchObject({ status: 'pending', paid: false, balance_transaction: null });
    const after = await settled(sandbox, intent.id);
    expect(after).toMatchObject({ status: 'succeeded', amount_received: 12_300 });
    expect(after.latest_charge).toMatchObject({
      id: expect.stringMatching(/^py_/),
      status: 'succeeded',
      paid: true,
      balance_transaction: expect.stringMatching(/^txn_/),
    });
    expect(await typesOf(intent.id)).toEqual([
      'payment_intent.created',
      'charge.pending',
      'payment_intent.processing',
      'charge.succeeded',
      'payment_intent.succeeded',
    ]);
  });

  it.each([
    ['AT861904300235473202', 'generic_could_not_process', 'payment_intent_payment_attempt_failed'],
    ['AT981904300000343434', 'charge_exceeds_source_limit', 'charge_exceeds_source_limit'],
    ['AT601904300000121212', 'charge_exceeds_weekly_limit', 'charge_exceeds_transaction_limit'],
    ['AT981904300002222227', 'insufficient_funds', 'insufficient_funds'],
  ])('%s is processing and fails later with %s', async (iban, failure, code) => {
    const method = await sepaMethod(sandbox, iban);
    const intent = await debited(sandbox, method.id);
    expect(intent.status).toBe('processing');
    const after = await settled(sandbox, intent.id);
    const charge = intent.latest_charge as Stripe.Charge;
    expect(after).toMatchObject({
      status: 'requires_payment_method',
      amount_received: 0,
      payment_method: null,
      last_payment_error: { code, charge: charge.id, payment_method: { id: method.id } },
      latest_charge: { status: 'failed', paid: false, captured: false, amount_captured: 0, failure_code: failure },
    });
    expect((await typesOf(intent.id)).slice(-2)).toEqual(['charge.failed', 'payment_intent.payment_failed']);
  });

  it('AT59…3203 succeeds and is disputed at once, which is lost', async () => {
    const intent = await debited(sandbox, (await sepaMethod(sandbox, 'AT591904300235473203')).id);
    expect((await settled(sandbox, intent.id)).status).toBe('succeeded');
    const { data } = await stripe.disputes.list({ payment_intent: intent.id });
    expect(data).toMatchObject([{ amount: 12_300, reason: 'debit_not_authorized', status: 'lost' }]);
    expect(data[0]?.balance_transactions).toMatchObject([{ amount: -12_300 }]);
    expect((await typesOf(intent.id)).slice(-3)).toEqual([
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.closed',
    ]);
  });

  it.each([
    ['AT321904300235473204', 'succeeded'],
    ['AT051904300235473205', 'requires_payment_method'],
  ])('%s is still processing after two minutes and is %s after three', async (iban, status) => {
    const intent = await debited(sandbox, (await sepaMethod(sandbox, iban)).id);
    await advance(120);
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('processing');
    await advance(60);
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe(status);
  });

  it('AT51…6666 cannot become a payment method', async () => {
    const error = await refusalOf(sepaMethod(sandbox, 'AT511904300000066666'));
    expect(error).toMatchObject({ statusCode: 400, code: 'bank_account_unusable' });
  });
});

describe('SEPA accounts of other countries', () => {
  it.each(['NO9386011117947', 'DE89370400440532013000', 'FR1420041010050500013M02606', 'CH9300762011623852957'])(
    '%s succeeds',
    async (iban) => {
      const intent = await debited(sandbox, (await sepaMethod(sandbox, iban)).id);
      expect((await settled(sandbox, intent.id)).status).toBe('succeeded');
    },
  );

  it.each([
    ['pm_success_de', 'succeeded'],
    ['pm_failed_fr', 'requires_payment_method'],
  ])('%s is ready-made and becomes %s', async (name, status) => {
    expect((await settled(sandbox, (await debited(sandbox, name)).id)).status).toBe(status);
  });

  it.each([
    ['wrong check digits', 'AT621904300234573201', 'payment_method_invalid_parameter'],
    ['no IBAN at all', 'hello', 'payment_method_invalid_parameter'],
    ['a real account', 'NO8330001234567', 'payment_method_invalid_parameter_testmode'],
  ])('%s is refused', async (_name, iban, code) => {
    expect(await refusalOf(sepaMethod(sandbox, iban))).toMatchObject({ statusCode: 400, code });
  });

  it('name and address of the holder’s mail are needed', async () => {
    const sepa_debit = { iban: 'AT611904300234573201' };
    const nameless = stripe.paymentMethods.create({
      type: 'sepa_debit',
      sepa_debit,
      billing_details: { email: 'a@b.no' },
    });
    expect(await refusalOf(nameless)).toMatchObject({ code: 'parameter_missing', param: 'billing_details[name]' });
    const mailless = stripe.paymentMethods.create({ type: 'sepa_debit', sepa_debit, billing_details: { name: 'Ada' } });
    expect(await refusalOf(mailless)).toMatchObject({ code: 'parameter_missing', param: 'billing_details[email]' });
  });
});

describe('a US bank account', () => {
  it.each([
    ['accountClosed', 'account_closed'],
    ['noAccount', 'no_account'],
    ['insufficientFunds', 'insufficient_funds'],
    ['debitNotAuthorized', 'debit_not_authorized'],
    ['invalidCurrency', 'invalid_currency'],
    ['weeklyLimitExceeded', 'charge_exceeds_weekly_limit'],
  ])('pm_usBankAccount_%s is processing and fails later with %s', async (name, failure) => {
    const intent = await debited(sandbox, `pm_usBankAccount_${name}`);
    expect(intent.status).toBe('processing');
    const after = await settled(sandbox, intent.id);
    expect(after).toMatchObject({ status: 'requires_payment_method', latest_charge: { failure_code: failure } });
  });

  it('pm_usBankAccount_success succeeds, pm_usBankAccount_dispute is disputed', async () => {
    const paid = await debited(sandbox, 'pm_usBankAccount_success');
    expect((await settled(sandbox, paid.id)).status).toBe('succeeded');
    const disputed = await debited(sandbox, 'pm_usBankAccount_dispute');
    await settled(sandbox, disputed.id);
    expect((await stripe.disputes.list({ payment_intent: disputed.id })).data).toHaveLength(1);
  });

  it('pm_usBankAccount_processing stays so for days and can be canceled', async () => {
    const intent = await debited(sandbox, 'pm_usBankAccount_processing');
    await advance(7 * 86_400);
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('processing');
    const canceled = await stripe.paymentIntents.cancel(intent.id, { expand: ['latest_charge'] });
    expect(canceled).toMatchObject({ status: 'canceled', latest_charge: { status: 'failed', amount_captured: 0 } });
  });

  it('one canceled while processing is not paid when its bank would have', async () => {
    const intent = await debited(sandbox, 'pm_successDelayed_at');
    await stripe.paymentIntents.cancel(intent.id);
    await advance(600);
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: 'canceled', amount_received: 0 });
  });

  it('pm_usBankAccount_riskLevelHighest is refused at once', async () => {
    const error = await refusalOf(debited(sandbox, 'pm_usBankAccount_riskLevelHighest'));
    expect(error).toMatchObject({ statusCode: 402, code: 'payment_method_provider_decline' });
    expect(error.payment_intent).toMatchObject({ status: 'requires_payment_method', latest_charge: null });
  });

  it('another routing number or account number is refused', async () => {
    expect(await refusalOf(achMethod(sandbox, '000123456780'))).toMatchObject({
      code: 'payment_method_invalid_parameter_testmode',
    });
    const elsewhere = stripe.paymentMethods.create({
      type: 'us_bank_account',
      us_bank_account: { account_holder_type: 'company', account_number: '000123456789', routing_number: '021000021' },
      billing_details: { name: 'Ada' },
    });
    expect(await refusalOf(elsewhere)).toMatchObject({ code: 'routing_number_invalid' });
  });
});

describe('small deposits', () => {
  const waiting = async (number = '000123456789'): Promise<Stripe.PaymentIntent> => {
    const method = await achMethod(sandbox, number);
    const intent = await debited(sandbox, method.id, { type: 'us_bank_account' });
    expect(intent).toMatchObject({ status: 'requires_action', next_action: { type: 'verify_with_microdeposits' } });
    return intent;
  };

  it.each([{ amounts: [32, 45] }, { amounts: [45, 32] }, { descriptor_code: 'SM11AA' }])(
    '%j verify the account and the debit begins',
    async (told) => {
      const { id } = await waiting();
      const verified = await stripe.paymentIntents.verifyMicrodeposits(id, told);
      expect(verified).toMatchObject({ status: 'processing', next_action: null });
      expect((await settled(sandbox, id)).status).toBe('succeeded');
    },
  );

  it.each([
    [{ amounts: [10, 11] }, 'payment_method_microdeposit_verification_attempts_exceeded'],
    [{ descriptor_code: 'SM33CC' }, 'payment_method_microdeposit_verification_attempts_exceeded'],
    [{ amounts: [40, 41] }, 'payment_method_microdeposit_verification_timeout'],
    [{ descriptor_code: 'SM44DD' }, 'payment_method_microdeposit_verification_timeout'],
  ])('%j end it with %s', async (told, code) => {
    const { id } = await waiting();
    expect(await refusalOf(stripe.paymentIntents.verifyMicrodeposits(id, told))).toMatchObject({
      statusCode: 400,
      code,
    });
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code },
    });
  });

  it('told wrong may be told again, ten times in all', async () => {
    const { id } = await waiting();
    const wrong = (): Promise<Stripe.errors.StripeError> =>
      refusalOf(stripe.paymentIntents.verifyMicrodeposits(id, { amounts: [1, 2] }));
    for (let turn = 1; turn < 10; turn += 1) {
      expect((await wrong()).code).toBe('payment_method_microdeposit_verification_amounts_mismatch');
    }
    expect((await wrong()).code).toBe('payment_method_microdeposit_verification_attempts_exceeded');
  });

  it('that cannot be sent end the payment later', async () => {
    const { id } = await waiting('000666666661');
    const failed = await eventually(async () => {
      const intent = await stripe.paymentIntents.retrieve(id);
      return intent.status === 'requires_action' ? undefined : intent;
    });
    expect(failed).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_method_microdeposit_failed' },
    });
  });

  it('are not waited for by a payment that has none', async () => {
    const intent = await debited(sandbox, 'pm_usBankAccount_success');
    const telling = stripe.paymentIntents.verifyMicrodeposits(intent.id, { amounts: [32, 45] });
    expect(await refusalOf(telling)).toMatchObject({ code: 'payment_intent_unexpected_state' });
  });
});

describe('a mandate', () => {
  it('is needed, and is told by the charge', async () => {
    const method = await sepaMethod(sandbox, 'AT611904300234573201');
    const refused = stripe.paymentIntents.create({
      amount: 500,
      currency: 'eur',
      payment_method: method.id,
      allowed_payment_method_types: ['sepa_debit'],
      confirm: true,
    });
    expect(await refusalOf(refused)).toMatchObject({ statusCode: 400, code: 'payment_intent_mandate_invalid' });
    const intent = await debited(sandbox, method.id);
    const { payment_method_details: details } = intent.latest_charge as Stripe.Charge;
    const mandate = await stripe.mandates.retrieve(details?.sepa_debit?.mandate ?? '');
    expect(mandate).toMatchObject({
      customer_acceptance: { type: 'online', online: { ip_address: '127.0.0.1', user_agent: 'test' } },
      payment_method: method.id,
      status: 'active',
      type: 'multi_use',
    });
  });

  it('for one payment of a US account names its amount and serves no second one', async () => {
    const customer = await stripe.customers.create();
    const method = await stripe.paymentMethods.attach('pm_usBankAccount_success', { customer: customer.id });
    const first = await debited(sandbox, method.id, { type: 'us_bank_account', customer: customer.id });
    const { payment_method_details: details } = first.latest_charge as Stripe.Charge;
    const mandate = await stripe.mandates.retrieve(idOf(details?.us_bank_account?.mandate));
    expect(mandate).toMatchObject({ type: 'single_use', single_use: { amount: 12_300, currency: 'usd' } });
    const second = stripe.paymentIntents.create({
      amount: 500,
      currency: 'usd',
      customer: customer.id,
      payment_method: method.id,
      allowed_payment_method_types: ['us_bank_account'],
      confirm: true,
      off_session: true,
    });
    expect((await refusalOf(second)).code).toBe('payment_intent_mandate_invalid');
  });

  it.each([
    ['sepa_debit', 'eur', () => sepaMethod(sandbox, 'AT611904300234573201')],
    ['us_bank_account', 'usd', () => achMethod(sandbox, '000123456789')],
  ] as const)('given while saving a %s account serves every later payment', async (type, currency, method) => {
    const customer = await stripe.customers.create();
    const { id } = await method();
    const setup = await stripe.setupIntents.create({
      customer: customer.id,
      payment_method: id,
      allowed_payment_method_types: [type],
      confirm: true,
      ...MANDATE,
    });
    if (type === 'us_bank_account') {
      expect(setup).toMatchObject({ status: 'requires_action', next_action: { type: 'verify_with_microdeposits' } });
      expect((await stripe.mandates.retrieve(idOf(setup.mandate))).status).toBe('pending');
      await stripe.setupIntents.verifyMicrodeposits(setup.id, { amounts: [32, 45] });
      expect((await stripe.events.list({ type: 'mandate.updated' })).data[0]?.data.object).toMatchObject({
        id: idOf(setup.mandate),
        status: 'active',
      });
    }
    const saved = await stripe.setupIntents.retrieve(setup.id, { expand: ['mandate', 'latest_attempt'] });
    expect(saved).toMatchObject({
      status: 'succeeded',
      mandate: { type: 'multi_use', status: 'active' },
      latest_attempt: { status: 'succeeded', payment_method_details: { type } },
    });
    await expect(stripe.paymentMethods.list({ customer: customer.id, type })).resolves.toMatchObject({
      data: [{ id }],
    });
    for (const amount of [500, 600]) {
      const intent = await stripe.paymentIntents.create({
        amount,
        currency,
        customer: customer.id,
        payment_method: id,
        allowed_payment_method_types: ['sepa_debit', 'us_bank_account'],
        confirm: true,
        off_session: true,
      });
      expect(await settled(sandbox, intent.id)).toMatchObject({ status: 'succeeded', amount_received: amount });
    }
  });

  it('a US account whose holder told the deposits wrong is not saved', async () => {
    const setup = await stripe.setupIntents.create({
      payment_method: (await achMethod(sandbox, '000123456789')).id,
      allowed_payment_method_types: ['us_bank_account'],
      confirm: true,
      ...MANDATE,
    });
    await refusalOf(stripe.setupIntents.verifyMicrodeposits(setup.id, { amounts: [10, 11] }));
    expect(await stripe.setupIntents.retrieve(setup.id)).toMatchObject({ status: 'requires_payment_method' });
    const customer = await stripe.customers.create();
    const attaching = stripe.paymentMethods.attach((await achMethod(sandbox, '000123456789')).id, {
      customer: customer.id,
    });
    expect((await refusalOf(attaching)).code).toBe('bank_account_unverified');
  });
});

describe('the pages that objects point to', () => {
  it('are a receipt, a mandate and what to tell about the small deposits, in the reader’s language', async () => {
    const intent = await settled(sandbox, (await debited(sandbox, 'pm_success_at')).id);
    const charge = intent.latest_charge as Stripe.Charge;
    const mandate = await stripe.mandates.retrieve(charge.payment_method_details?.sepa_debit?.mandate ?? '');
    const waiting = await debited(sandbox, (await achMethod(sandbox, '000123456789')).id, { type: 'us_bank_account' });
    const read = async (url: string | null | undefined, language: string): Promise<string> => {
      const response = await fetch(String(url), { headers: { 'accept-language': language } });
      expect(response.status).toBe(200);
      return response.text();
    };
    expect(await read(charge.receipt_url, 'en')).toMatch(/Amount: <strong>EUR\s123\.00/);
    expect(await read(charge.receipt_url, 'nb-NO')).toContain('Kvittering');
    const reference = mandate.payment_method_details.sepa_debit?.reference ?? 'none';
    expect(await read(mandate.payment_method_details.sepa_debit?.url, 'en')).toContain(reference);
    expect(await read(waiting.next_action?.verify_with_microdeposits?.hosted_verification_url, 'en')).toContain(
      '32 and 45',
    );
    expect((await fetch(`${sandbox.url}/receipts/ch_none`)).status).toBe(404);
  });
});

describe('which methods a payment takes', () => {
  it('is told by its currency unless it is narrowed', async () => {
    const types = async (currency: string): Promise<string[]> =>
      (await stripe.paymentIntents.create({ amount: 5_000, currency })).payment_method_types;
    expect(await types('eur')).toEqual(['card', 'sepa_debit']);
    expect(await types('usd')).toEqual(['card', 'us_bank_account']);
    expect(await types('nok')).toEqual(['card']);
  });

  it('a debit in another currency, by a method not asked for, or to be captured later is refused', async () => {
    expect(await refusalOf(debited(sandbox, 'pm_success_at', { currency: 'nok' }))).toMatchObject({
      param: 'currency',
    });
    expect(await refusalOf(charged(sandbox, 'pm_success_at', { ...MANDATE, currency: 'eur' }))).toMatchObject({
      code: 'payment_intent_incompatible_payment_method',
    });
    const manual = debited(sandbox, 'pm_success_at', { capture_method: 'manual' });
    expect(await refusalOf(manual)).toMatchObject({ param: 'capture_method' });
  });

  it('an account of nobody pays once', async () => {
    const method = await sepaMethod(sandbox, 'AT611904300234573201');
    await debited(sandbox, method.id);
    await refusalOf(debited(sandbox, method.id));
  });
});

describe('a bank debit given back', () => {
  it('is pending and succeeds later; while it is processing there is nothing to give back', async () => {
    const intent = await debited(sandbox, 'pm_successDelayed_at');
    await refusalOf(stripe.refunds.create({ payment_intent: intent.id }));
    await advance(180);
    const refund = await stripe.refunds.create({ payment_intent: intent.id, expand: ['balance_transaction'] });
    expect(refund).toMatchObject({
      id: expect.stringMatching(/^pyr_/),
      status: 'pending',
      balance_transaction: { amount: -12_300, type: 'payment_refund' },
    });
    await eventually(async () =>
      (await stripe.refunds.retrieve(refund.id)).status === 'succeeded' ? true : undefined,
    );
  });
});
