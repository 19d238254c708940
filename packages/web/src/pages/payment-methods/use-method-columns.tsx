import type { PaymentMethod } from '@betalt/contract/payments/payment-method.ts';
import { useLingui } from '@lingui/react/macro';
import { PaymentMethodLine } from '../../components/payment-method-picker/payment-method-line.tsx';
import { printedExpiry } from '../../components/payment-method-picker/payment-method-name.ts';
import type { Column } from '../../components/plain-table.tsx';
import { useIsExpired } from './use-is-expired.ts';

/** The columns that every table of cards has. */
export function useMethodColumns<Row>(methodOf: (row: Row) => PaymentMethod['properties']): Column<Row>[] {
  const { t } = useLingui();
  const isExpired = useIsExpired();
  const statusOf = (method: PaymentMethod['properties']) => {
    if (isExpired(method)) return t`Expired`;
    return method.status === 'active' ? t({ message: 'Active', context: 'status of a payment method' }) : t`Not active`;
  };
  return [
    { key: 'method', header: t`Payment method`, cell: (row) => <PaymentMethodLine method={methodOf(row)} /> },
    {
      key: 'expires',
      header: t`Expires`,
      cell: (row) => {
        const { expiration } = methodOf(row);
        return expiration === undefined ? undefined : printedExpiry(expiration);
      },
    },
    { key: 'status', header: t`Status`, cell: (row) => statusOf(methodOf(row)) },
  ];
}
