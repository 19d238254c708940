import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { paymentQuery } from '../../api/queries/payments.ts';
import { useTypedAmount, useWrittenAmount } from '../../components/amount-field/amount-field.tsx';
import { refundable } from './refund-preview.ts';

/** Which payment of the invoice goes back and how much of it: the latest and all of it, unless somebody says otherwise. */
export function useRefundForm(account: string, invoice: Invoice) {
  const written = useWrittenAmount();
  const read = useTypedAmount();
  const payments = paymentNames(invoice.properties.payments);
  const [chosen, setChosen] = useState(payments.at(-1) ?? '');
  const [typed, setTyped] = useState<string | undefined>();
  const [reason, setReason] = useState('');
  const { data: payment, error, refetch } = useQuery({ ...paymentQuery(account, chosen), staleTime: 0 });
  const most = payment && refundable(payment, invoice);
  const text = typed ?? (most === undefined ? '' : written(most));
  const amount = most === undefined ? undefined : read(text, { least: undefined, most });
  const choose = (name: string) => {
    setChosen(name);
    setTyped(undefined);
  };
  return {
    payments,
    chosen,
    choose,
    payment,
    error: payment ? null : error,
    refetch: () => void refetch(),
    most,
    text,
    setTyped,
    /** Undefined while it cannot be read, or is not what can be refunded. */
    amount: amount?.ok ? amount.amount : undefined,
    reason,
    setReason,
    isDirty: reason !== '' || typed !== undefined,
  };
}

/** Money that can be sent back, oldest first, each payment once. */
function paymentNames(payments: Invoice['properties']['payments']): string[] {
  const names = payments
    .filter(({ paymentMethodFamily }) => paymentMethodFamily !== 'Credits')
    .map(({ paymentId = '' }) => paymentId.split('/').at(-1) ?? '')
    .filter((name) => name !== '');
  return [...new Set(names)];
}
