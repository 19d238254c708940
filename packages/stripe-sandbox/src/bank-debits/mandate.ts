import { emit } from '../events/emit.ts';
import type { AccountFacts, Mandate, PaymentMethod } from '../store/kinds.ts';
import { newId, randomText, type Tx } from '../store/tx.ts';
import { invalid } from '../wire/failures.ts';
import { choice, flag, group, integer, type Parsed, required, text } from '../wire/fields.ts';

/** How the holder agreed to be debited; the browser may leave it to Stripe to see who it is. */
export const mandateFields = group({
  customer_acceptance: required(
    group({
      accepted_at: integer(),
      offline: group({}),
      online: group({ infer_from_client: flag(), ip_address: text(), user_agent: text() }),
      type: required(choice('offline', 'online')),
    }),
  ),
});
export type MandateGiven = Parsed<{ mandate: typeof mandateFields }>['mandate'];

/** What the mandate is for: one payment of this much, or every payment from now on. */
export type MandateUse = { readonly amount: number; readonly currency: string } | 'every_payment';

/** The mandate that this debit rests on: a new one when acceptance is given, else the one that the account has for every payment. */
export function mandateFor(
  tx: Tx,
  method: PaymentMethod,
  facts: AccountFacts,
  given: MandateGiven,
  use: MandateUse,
): Mandate {
  if (given !== undefined) return storeMandate(tx, method, given, use, facts.isVerified);
  const held = facts.mandate === null ? undefined : tx.find('mandate', facts.mandate);
  if (held?.type === 'multi_use') return held;
  throw invalid(
    'A mandate is needed and there is none: collect the acceptance of the customer and give it in `mandate_data`.',
    { code: 'payment_intent_mandate_invalid', param: 'mandate_data' },
  );
}

/** A verified account's mandate that waited for it is in force. */
export function activateMandate(tx: Tx, id: string): Mandate {
  const mandate = tx.get('mandate', id);
  if (mandate.status !== 'pending') return mandate;
  const active = tx.save<Mandate>({ ...mandate, status: 'active' });
  emit(tx, 'mandate.updated', active, { status: 'pending' });
  return active;
}

function storeMandate(
  tx: Tx,
  method: PaymentMethod,
  { customer_acceptance: acceptance }: NonNullable<MandateGiven>,
  use: MandateUse,
  isVerified: boolean,
): Mandate {
  // SEPA has no mandate for one payment only: each is kept and may be used again.
  const isMultiUse = use === 'every_payment' || method.type === 'sepa_debit';
  const { ip_address = null, user_agent = null } = acceptance.online ?? {};
  const id = newId('mandate');
  return tx.insert<'mandate'>({
    id,
    object: 'mandate',
    customer_acceptance: {
      accepted_at: acceptance.accepted_at ?? tx.now,
      ...(acceptance.type === 'online' ? { online: { ip_address, user_agent } } : { offline: {} }),
      type: acceptance.type,
    },
    livemode: false,
    ...(isMultiUse ? { multi_use: {} } : { single_use: { amount: use.amount, currency: use.currency } }),
    payment_method: method.id,
    payment_method_details:
      method.type === 'sepa_debit'
        ? {
            sepa_debit: { reference: randomText(16).toUpperCase(), url: mandateUrl(tx, id) },
            type: 'sepa_debit',
          }
        : { type: 'us_bank_account', us_bank_account: {} },
    status: isVerified ? 'active' : 'pending',
    type: isMultiUse ? 'multi_use' : 'single_use',
  });
}

function mandateUrl(tx: Tx, id: string): string {
  return `${tx.occasion.settings.publicUrl}/mandates/${id}`;
}
