import type { Amount } from '@betalt/contract/shared/arm.ts';

/** A credit note's amounts are negative in the API; people read them as what was credited. Never minus zero. */
export function negated({ currency, value }: Amount): Amount {
  return { currency, value: value === 0 ? 0 : -value };
}
