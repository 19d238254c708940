import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Stripe } from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { achMethod, debited, sepaMethod, settled } from './support/debits.ts';
import { challenge, charged, idOf, refusalOf } from './support/payments.ts';
import { eventually, type RunningSandbox, startSandbox } from './support/sandbox.ts';

/** Stripe's published sample of each object; it lies beside the repository where it is developed. */
const FIXTURES = fileURLToPath(new URL('../../../../shared/reference/stripe-fixtures3.json', import.meta.url));
const isThere = existsSync(FIXTURES);
if (!isThere)
  process.stderr.write('Stripe’s fixtures are not beside the repository: the comparison of shapes is left out.\n');

type Shape = Record<string, unknown>;

const NEWER = 'the SDK’s API version has it, the published sample is older';
const OPTIONAL = 'optional: the sample is of an object that lacks it';
const OTHER_TYPE = 'the sample is of a card';

/** Every member that only one side has, or whose values differ in kind, and why that is right. A path ending in `*` is all below it. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  'charge.outcome.risk_level': OPTIONAL,
  'charge.outcome.risk_score': OPTIONAL,
  'charge.payment_method_details.card': OTHER_TYPE,
  'charge.payment_method_details.card.electronic_commerce_indicator': NEWER,
  'charge.payment_method_details.sepa_debit': OTHER_TYPE,
  'customer.customer_account': NEWER,
  'dispute.evidence_details.submission_method': NEWER,
  'dispute.intended_submission_method': NEWER,
  'event.data.object.*': 'whatever the event is about, which here is no plan',
  'payment_intent.allowed_payment_method_types': NEWER,
  'payment_intent.automatic_payment_methods.allow_redirects': OPTIONAL,
  'payment_intent.last_payment_error.*': 'optional: the sample’s error has a type and nothing else',
  'payment_intent.next_action.use_stripe_sdk': 'optional: the sample’s action has a type and nothing else',
  'payment_intent.payment_record': NEWER,
  'payment_method.card': OTHER_TYPE,
  'payment_method.sepa_debit': OTHER_TYPE,
  'payment_method.us_bank_account': OTHER_TYPE,
  'radar.early_fraud_warning.payment_intent': OPTIONAL,
  'refund.destination_details.card.reference': OPTIONAL,
  'refund.destination_details.card.reference_status': OPTIONAL,
  'refund.destination_details.card.reference_type': OPTIONAL,
  'setup_attempt.payment_method_details.card.three_d_secure.exemption_indicator': NEWER,
  'setup_intent.allowed_payment_method_types': NEWER,
  'setup_intent.automatic_payment_methods.allow_redirects': OPTIONAL,
  'setup_intent.customer_account': NEWER,
  'setup_intent.managed_payments': NEWER,
};

let sandbox: RunningSandbox;
let resources: Record<string, Shape> = {};
beforeAll(async () => {
  sandbox = await startSandbox();
  if (isThere)
    resources = (JSON.parse(readFileSync(FIXTURES, 'utf8')) as { resources: Record<string, Shape> }).resources;
});
afterAll(() => sandbox.close());

const CARD = { allowed_payment_method_types: ['card' as const] };
const ENDPOINT = { url: 'http://127.0.0.1:9/never', enabled_events: ['charge.failed' as const] };

/** An object as it is served, by the name of its sample; what comes after a space tells apart several of one kind. */
const SERVED: Readonly<Record<string, (stripe: Stripe) => Promise<unknown>>> = {
  customer: (stripe) => stripe.customers.create({ name: 'Ada', address: { city: 'Oslo' } }),
  deleted_customer: async (stripe) => stripe.customers.del((await stripe.customers.create()).id),
  payment_method: (stripe) => stripe.paymentMethods.retrieve('pm_card_visa'),
  'payment_method sepa_debit': () => sepaMethod(sandbox, 'AT611904300234573201'),
  'payment_method us_bank_account': () => achMethod(sandbox, '000123456789'),
  setup_intent: (stripe) => stripe.setupIntents.create(),
  setup_attempt: async (stripe) => {
    const intent = await stripe.setupIntents.create({
      ...CARD,
      confirm: true,
      payment_method: 'pm_card_authenticationRequired',
    });
    await challenge(sandbox, intent.client_secret, 'complete');
    return (await stripe.setupAttempts.list({ setup_intent: intent.id })).data[0];
  },
  mandate: async (stripe) => {
    const charge = (await debited(sandbox, 'pm_success_at')).latest_charge as Stripe.Charge;
    return stripe.mandates.retrieve(charge.payment_method_details?.sepa_debit?.mandate ?? '');
  },
  payment_intent: (stripe) => stripe.paymentIntents.create({ amount: 500, currency: 'usd' }),
  'payment_intent declined': async (stripe) => {
    const error = await refusalOf(charged(sandbox, 'pm_card_visa_chargeDeclined'));
    return stripe.paymentIntents.retrieve(error.payment_intent?.id ?? '');
  },
  'payment_intent waiting': () => charged(sandbox, 'pm_card_authenticationRequired'),
  charge: async (stripe) => {
    const intent = await charged(sandbox, 'pm_card_authenticationRequired');
    await challenge(sandbox, intent.client_secret, 'complete');
    return stripe.charges.retrieve(idOf((await stripe.paymentIntents.retrieve(intent.id)).latest_charge));
  },
  'charge sepa_debit': async (stripe) => {
    const intent = await settled(sandbox, (await debited(sandbox, 'pm_success_at')).id);
    return stripe.charges.retrieve((intent.latest_charge as Stripe.Charge).id);
  },
  balance_transaction: async (stripe) => {
    const { latest_charge: charge } = await charged(sandbox, 'pm_card_visa');
    return stripe.balanceTransactions.retrieve(idOf((charge as Stripe.Charge).balance_transaction));
  },
  refund: async (stripe) => stripe.refunds.create({ payment_intent: (await charged(sandbox, 'pm_card_visa')).id }),
  dispute: async (stripe) => {
    const intent = await charged(sandbox, 'pm_card_createCe3EligibleDispute');
    return eventually(async () => (await stripe.disputes.list({ payment_intent: intent.id })).data[0]);
  },
  'radar.early_fraud_warning': async (stripe) => {
    const intent = await charged(sandbox, 'pm_card_createIssuerFraudRecord');
    return eventually(async () => (await stripe.radar.earlyFraudWarnings.list({ payment_intent: intent.id })).data[0]);
  },
  event: async (stripe) => (await stripe.events.list()).data[0],
  webhook_endpoint: async (stripe) =>
    stripe.webhookEndpoints.retrieve((await stripe.webhookEndpoints.create(ENDPOINT)).id),
  deleted_webhook_endpoint: async (stripe) =>
    stripe.webhookEndpoints.del((await stripe.webhookEndpoints.create(ENDPOINT)).id),
};

const met = new Set<string>();

describe.skipIf(!isThere)(
  'every object has the members of Stripe’s own sample, of the same kinds, and no others',
  () => {
    it.each(Object.keys(SERVED))('%s', async (name) => {
      const [kind = ''] = name.split(' ');
      const served = (await SERVED[name]?.(sandbox.stripe)) as Shape;
      expect(unexplained(compare(kind, resources[kind] ?? {}, served))).toEqual([]);
    });

    it('a list has the members of Stripe’s own', async () => {
      const sample = resources['charge']?.['refunds'] as Shape;
      const served = (await sandbox.stripe.customers.list()) as unknown as Shape;
      expect(unexplained(compare('list', { ...sample, data: [] }, served))).toEqual([]);
    });

    // Last, because it knows only what the others have met.
    it('no difference is explained that there is none of', () => {
      expect(Object.keys(DIFFERENCES).filter((path) => !met.has(path))).toEqual([]);
    });
  },
);

it('an error of an intent has the members of Stripe’s error object', async () => {
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

interface Difference {
  readonly path: string;
  readonly how: string;
}

/** Members in one and not in the other, and values of other kinds, as deep as both are objects. Null is of every kind. */
function compare(path: string, sample: Shape, served: Shape): Difference[] {
  const names = new Set([...Object.keys(sample), ...Object.keys(served)]);
  names.delete('lastResponse');
  return [...names].flatMap((name): Difference[] => {
    const at = `${path}.${name}`;
    if (!(name in served)) return [{ path: at, how: 'not served' }];
    if (!(name in sample)) return [{ path: at, how: 'not in the sample' }];
    const [left, right] = [sample[name], served[name]];
    if (isShape(left) && isShape(right)) return compare(at, left, right);
    const kinds = [kindOf(left), kindOf(right)];
    return kinds.includes('null') || kinds[0] === kinds[1]
      ? []
      : [{ path: at, how: `${kinds[0]} in the sample, ${kinds[1]} served` }];
  });
}

function unexplained(differences: readonly Difference[]): string[] {
  return differences.filter(({ path }) => !isExplained(path)).map(({ path, how }) => `${path}: ${how}`);
}

function isExplained(path: string): boolean {
  const known = Object.keys(DIFFERENCES).find(
    (one) => one === path || (one.endsWith('*') && path.startsWith(one.slice(0, -1))),
  );
  if (known !== undefined) met.add(known);
  return known !== undefined;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isShape(value: unknown): value is Shape {
  return kindOf(value) === 'object' && Object.keys(value as Shape).length > 0;
}
