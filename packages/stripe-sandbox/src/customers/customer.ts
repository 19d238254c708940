import type { Customer } from '../store/kinds.ts';
import { newId, randomText, type Tx } from '../store/tx.ts';

export interface CustomerWords {
  readonly address?: Address | null | undefined;
  readonly description?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly phone?: string | null | undefined;
}
export type Address = Readonly<Partial<Record<AddressPart, string | null | undefined>>>;
type AddressPart = 'city' | 'country' | 'line1' | 'line2' | 'postal_code' | 'state';

export function newCustomer(tx: Tx): Customer {
  return {
    id: newId('customer'),
    object: 'customer',
    address: null,
    balance: 0,
    created: tx.now,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
}

/** A full address of Stripe's shape: what was not given is null. */
export function addressOf(given: Address): Record<AddressPart, string | null> {
  const part = (name: AddressPart): string | null => given[name] ?? null;
  return {
    city: part('city'),
    country: part('country'),
    line1: part('line1'),
    line2: part('line2'),
    postal_code: part('postal_code'),
    state: part('state'),
  };
}

/** New values over old: undefined leaves, null or an empty value unsets, `null` for the whole empties it. */
export function mergeMetadata(
  old: Record<string, string> | null,
  given: Record<string, string> | null | undefined,
): Record<string, string> {
  if (given === undefined) return old ?? {};
  if (given === null) return {};
  return Object.fromEntries(Object.entries({ ...old, ...given }).filter(([, value]) => value !== ''));
}
