import { mergeMetadata } from '../customers/customer.ts';
import { clientSecretFor } from '../intents/shared.ts';
import type { SetupIntent } from '../store/kinds.ts';
import { newId, type Tx } from '../store/tx.ts';
import { invalid } from '../wire/failures.ts';

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

export function setupOptionsWith(
  request: 'automatic' | 'any' | 'challenge' | undefined,
): NonNullable<SetupIntent['payment_method_options']> {
  return { card: { mandate_options: null, network: null, request_three_d_secure: request ?? 'automatic' } };
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
