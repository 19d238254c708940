import type { AddressDetails } from '@betalt/contract/shared/arm.ts';
import { useLingui } from '@lingui/react/macro';
import { addressLines } from './address-lines.ts';

/** An address, line by line; a dash where none is on record. */
export function PostalAddress({ address }: { address: AddressDetails | undefined }) {
  const { i18n } = useLingui();
  if (address === undefined) return '—';
  return addressLines(address, i18n.locale).map((line) => <div key={line}>{line}</div>);
}
