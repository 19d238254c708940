import type { DebitType } from '../bank-debits/account-traits.ts';
import type { PaymentMethod } from '../store/kinds.ts';
import { invalid } from '../wire/failures.ts';

export type MethodType = 'card' | DebitType;

/** The types that this account has enabled, and the one currency that a bank debit can collect. */
const CURRENCY_OF: Readonly<Record<MethodType, string | null>> = {
  card: null,
  sepa_debit: 'eur',
  us_bank_account: 'usd',
};

export interface ChosenTypes {
  allowed_payment_method_types: MethodType[] | null;
  automatic_payment_methods: { enabled: boolean; allow_redirects: 'always' | 'never' } | null;
  payment_method_types: MethodType[];
}

/** An intent that names no types takes whatever is enabled; `allowed` narrows it, and so does the currency of a payment (null for saving). */
export function chosenTypes(
  allowed: readonly string[] | undefined,
  automatic: { enabled: boolean; allow_redirects: 'always' | 'never' | undefined } | undefined,
  currency: string | null,
): ChosenTypes {
  const enabled = Object.keys(CURRENCY_OF) as MethodType[];
  const other = allowed?.find((type) => !enabled.some((one) => one === type));
  if (other !== undefined) {
    throw invalid(`The payment method type "${other}" is not enabled.`, { param: 'allowed_payment_method_types' });
  }
  const wanted = enabled.filter((type) => allowed === undefined || allowed.includes(type));
  const types = wanted.filter((type) => currency === null || [null, currency].includes(CURRENCY_OF[type]));
  if (types.length === 0) {
    throw invalid(`The currency provided (${currency}) is invalid for ${wanted.join(', ')}.`, { param: 'currency' });
  }
  const isAutomatic = automatic?.enabled ?? allowed === undefined;
  const redirects = automatic?.allow_redirects ?? 'always';
  return {
    allowed_payment_method_types: allowed === undefined ? null : wanted,
    automatic_payment_methods: isAutomatic ? { enabled: true, allow_redirects: redirects } : null,
    payment_method_types: types,
  };
}

/** Throws unless the intent takes methods of this type. */
export function requireTypeTaken(
  intent: { readonly payment_method_types: readonly string[] },
  method: PaymentMethod,
): void {
  if (intent.payment_method_types.includes(method.type)) return;
  throw invalid(
    `The PaymentMethod provided (${method.type}) is not allowed here; the types that are: ${intent.payment_method_types.join(', ')}.`,
    { code: 'payment_intent_incompatible_payment_method', param: 'payment_method' },
  );
}
