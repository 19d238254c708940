import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { challenge, charged, refusalOf } from './support/payments.ts';
import { eventually, type RunningSandbox, startSandbox } from './support/sandbox.ts';

/** Stripe's published sample of each object; it lies beside the repository where it is developed. */
const FIXTURES = fileURLToPath(new URL('../../../../shared/reference/stripe-fixtures3.json', import.meta.url));
const isThere = existsSync(FIXTURES);
if (!isThere)
  process.stderr.write('Stripe’s fixtures are not beside the repository: the comparison of shapes is left out.\n');

type Shape = Record<string, unknown>;

/** Members that Stripe's sample has and the sandbox does not, with the reason. */
const NOT_SERVED: Readonly<Record<string, string>> = {
  'charge.source': 'a Source, which PaymentIntents do not make; ours is null',
  'customer.discount': 'no coupons here; null',
  'payment_intent.transfer_data': 'no Connect here; null',
  'payment_method.card.generated_from': 'null for cards that were typed',
  'payment_method.card.wallet': 'null for cards that were typed',
};

/** Members of the SDK's API version that came after the published sample, or that it leaves out as optional. */
const NEWER: ReadonlySet<string> = new Set([
  'charge.payment_method_details.card.electronic_commerce_indicator',
  'charge.outcome.risk_level',
  'charge.outcome.risk_score',
  'customer.customer_account',
  'dispute.evidence_details.submission_method',
  'dispute.intended_submission_method',
  'payment_intent.allowed_payment_method_types',
  'payment_intent.automatic_payment_methods.allow_redirects',
  'payment_intent.payment_record',
  'refund.destination_details.card.reference',
  'refund.destination_details.card.reference_status',
  'refund.destination_details.card.reference_type',
  'setup_attempt.payment_method_details.card.three_d_secure.exemption_indicator',
  'setup_intent.allowed_payment_method_types',
  'setup_intent.automatic_payment_methods.allow_redirects',
  'setup_intent.customer_account',
  'setup_intent.managed_payments',
]);
/** Members whose own members are free: names of the merchant's, or only there in some states. */
const FREE: ReadonlySet<string> = new Set([
  'metadata',
  'next_action',
  'last_payment_error',
  'last_setup_error',
  'setup_error',
  'payment_method_options',
  'source',
  'transfer_data',
  'discount',
  'data',
]);

let sandbox: RunningSandbox;
let resources: Record<string, Shape>;
beforeAll(async () => {
  sandbox = await startSandbox();
  if (isThere)
    resources = (JSON.parse(readFileSync(FIXTURES, 'utf8')) as { resources: Record<string, Shape> }).resources;
});
afterAll(() => sandbox.close());

const OBJECTS: Readonly<Record<string, (it: RunningSandbox) => Promise<unknown>>> = {
  customer: ({ stripe }) => stripe.customers.create({ name: 'Ada', address: { city: 'Oslo' } }),
  deleted_customer: async ({ stripe }) => stripe.customers.del((await stripe.customers.create()).id),
  payment_method: ({ stripe }) => stripe.paymentMethods.retrieve('pm_card_visa'),
  payment_intent: ({ stripe }) => stripe.paymentIntents.create({ amount: 500, currency: 'usd' }),
  setup_intent: ({ stripe }) => stripe.setupIntents.create(),
  setup_attempt: async ({ stripe }) => {
    const intent = await stripe.setupIntents.create({
      confirm: true,
      payment_method: 'pm_card_authenticationRequired',
      allowed_payment_method_types: ['card'],
    });
    await challenge(sandbox, intent.client_secret, 'complete');
    return (await stripe.setupAttempts.list({ setup_intent: intent.id })).data[0];
  },
  charge: async ({ stripe }) =>
    stripe.charges.retrieve(((await charged(sandbox, 'pm_card_visa')).latest_charge as { id: string }).id),
  balance_transaction: async ({ stripe }) => {
    await charged(sandbox, 'pm_card_visa');
    return (await stripe.balanceTransactions.list()).data[0];
  },
  refund: async ({ stripe }) => stripe.refunds.create({ payment_intent: (await charged(sandbox, 'pm_card_visa')).id }),
  dispute: async ({ stripe }) => {
    const intent = await charged(sandbox, 'pm_card_createDispute');
    return eventually(async () => (await stripe.disputes.list({ payment_intent: intent.id })).data[0]);
  },
  event: async ({ stripe }) => (await stripe.events.list()).data[0],
  webhook_endpoint: async ({ stripe }) => {
    const made = await stripe.webhookEndpoints.create({
      url: 'http://127.0.0.1:9/never',
      enabled_events: ['charge.failed'],
    });
    return stripe.webhookEndpoints.retrieve(made.id);
  },
};

describe.skipIf(!isThere)('every object has the members of Stripe’s own sample', () => {
  it.each(Object.keys(OBJECTS))('%s', async (name) => {
    const served = (await OBJECTS[name]?.(sandbox)) as Shape;
    const { missing, strange } = compare(name, resources[name] ?? {}, served);
    expect(missing, 'in Stripe’s sample and not served').toEqual([]);
    expect(strange, 'served and not in Stripe’s sample').toEqual([]);
  });

  it('an error in an intent has the members of Stripe’s error object', async () => {
    const error = await refusalOf(charged(sandbox, 'pm_card_visa_chargeDeclined'));
    expect(error.payment_intent?.last_payment_error).toMatchObject({
      advice_code: 'try_again_later',
      charge: expect.stringMatching(/^ch_/),
      code: 'card_declined',
      decline_code: 'generic_decline',
      doc_url: expect.stringContaining('card-declined'),
      message: expect.any(String),
      payment_method: { object: 'payment_method' },
      type: 'card_error',
    });
  });
});

/** Paths in one and not in the other, as deep as both are objects. */
function compare(path: string, sample: Shape, served: Shape): { missing: string[]; strange: string[] } {
  const names = (shape: Shape): string[] => Object.keys(shape).filter((name) => name !== 'lastResponse');
  const missing = names(sample)
    .filter((name) => !(name in served) && !(`${path}.${name}` in NOT_SERVED))
    .map((name) => `${path}.${name}`);
  const strange = names(served)
    .filter((name) => !(name in sample) && !NEWER.has(`${path}.${name}`))
    .map((name) => `${path}.${name}`);
  for (const name of names(sample)) {
    const [left, right] = [sample[name], served[name]];
    if (FREE.has(name) || !isShape(left) || !isShape(right)) continue;
    const inner = compare(`${path}.${name}`, left, right);
    missing.push(...inner.missing);
    strange.push(...inner.strange);
  }
  return { missing, strange };
}

function isShape(value: unknown): value is Shape {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}
