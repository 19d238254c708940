import { mergeMetadata } from '../customers/customer.ts';
import { clientSecretFor, type methodOptions } from '../intents/shared.ts';
import type { SetupIntent } from '../store/kinds.ts';
import { newId, type Tx } from '../store/tx.ts';
import { invalid } from '../wire/failures.ts';
import type { Parsed } from '../wire/fields.ts';

type Given = Pick<
  SetupIntent,
  'allowed_payment_method_types' | 'automatic_payment_methods' | 'customer' | 'description' | 'payment_method'
> &
  Pick<SetupIntent, 'payment_method_options' | 'payment_method_types' | 'usage'> & {
    metadata: Record<string, string> | null | undefined;
  };

export function newSetupIntent(tx: Tx, given: Given): SetupIntent {
  const id = newId('setup_intent');
  return {
    ...given,
    id,
    object: 'setup_intent',
    application: null,
    cancellation_reason: null,
    client_secret: clientSecretFor(id),
    created: tx.now,
    customer_account: null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    managed_payments: null,
    mandate: null,
    metadata: mergeMetadata({}, given.metadata),
    next_action: null,
    on_behalf_of: null,
    payment_method_configuration_details: null,
    single_use_mandate: null,
    status: given.payment_method === null ? 'requires_payment_method' : 'requires_confirmation',
  };
}

type Options = NonNullable<SetupIntent['payment_method_options']>;
type OptionsGiven = Parsed<{ options: typeof methodOptions }>['options'];

/** The options of each type that the intent takes. */
export function setupOptionsWith(types: readonly string[], given: OptionsGiven): Options {
  const { card, sepa_debit: sepa, us_bank_account: bank } = given ?? {};
  const prefix = sepa?.mandate_options?.reference_prefix;
  const options = {
    card: { mandate_options: null, network: null, request_three_d_secure: card?.request_three_d_secure ?? 'automatic' },
    sepa_debit: prefix ? { mandate_options: { reference_prefix: prefix } } : {},
    us_bank_account: { verification_method: bank?.verification_method ?? 'automatic' },
  } satisfies Options;
  return Object.fromEntries(Object.entries(options).filter(([type]) => types.includes(type)));
}

const OPEN: ReadonlySet<string> = new Set(['requires_payment_method', 'requires_confirmation', 'requires_action']);

/** Throws `setup_intent_unexpected_state` once it has succeeded or been canceled. */
export function requireOpen(operation: 'cancel' | 'confirm' | 'update', intent: SetupIntent): void {
  if (OPEN.has(intent.status)) return;
  throw invalid(`You cannot ${operation} this SetupIntent because it has a status of ${intent.status}.`, {
    code: 'setup_intent_unexpected_state',
    setup_intent: intent,
  });
}

/** What Stripe shows a holder of the publishable key and the client secret. */
export function setupForBrowser(intent: SetupIntent): object {
  return Object.fromEntries(Object.entries(intent).filter(([name]) => SHOWN.has(name)));
}

const SHOWN: ReadonlySet<string> = new Set(
  (
    'id object automatic_payment_methods cancellation_reason client_secret created description last_setup_error livemode ' +
    'next_action payment_method payment_method_configuration_details payment_method_types status usage'
  ).split(' '),
);
