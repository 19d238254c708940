import type { BankTransaction } from '@betalt/contract/bank/bank.ts';
import type { Amount } from '@betalt/contract/shared/arm.ts';
import { useLingui } from '@lingui/react/macro';
import { MoneyText } from '../../../components/money-text.tsx';
import type { Column } from '../../../components/plain-table.tsx';
import { useFormats } from '../../../i18n/use-formats.ts';
import { paths } from '../../../paths.ts';
import { scopeOfId } from '../../../scope.ts';
import { PageLink } from '../../../shell/page-link.tsx';
import { useSearchParams } from '../../../shell/use-search-params.ts';
import { BankState } from './bank-state.tsx';

export function useBankColumns(): Column<BankTransaction>[] {
  const { t } = useLingui();
  const { date } = useFormats();
  const [{ state }] = useSearchParams();
  const pane = (transaction: string) => paths.bankTransactions({ state, pane: 'transaction', transaction });
  return [
    {
      key: 'booked',
      header: t`Booked`,
      isUnbroken: true,
      cell: ({ name, properties }) => (
        <PageLink to={pane(name)}>
          {properties.bookedOn === undefined ? t`No date` : date(properties.bookedOn)}
        </PageLink>
      ),
    },
    {
      key: 'amount',
      header: t`Amount`,
      isNumeric: true,
      cell: ({ properties }) => <MoneyText amount={signedAmount(properties)} />,
    },
    { key: 'who', header: t`From or to`, cell: ({ properties }) => properties.counterpartyName ?? '—' },
    { key: 'message', header: t`Reference or message`, cell: ({ properties }) => messageOf(properties) },
    {
      key: 'state',
      header: t`Status`,
      cell: ({ properties }) => (
        // What matched by its reference needs no reason.
        <BankState
          state={properties.state}
          reason={properties.state === 'matched' ? undefined : properties.reasonText}
        />
      ),
    },
    { key: 'what', header: t`Customer and invoices`, cell: ({ properties }) => <WhatItIs of={properties} /> },
  ];
}

type Properties = BankTransaction['properties'];

/** Money that left the account is negative. */
export function signedAmount({ direction, amount }: Properties): Amount {
  return direction === 'debit' ? { ...amount, value: -amount.value } : amount;
}

export function messageOf({ references, remittance, endToEndId }: Properties): string {
  return (
    [...references, remittance].filter((text) => text !== undefined && text !== '').join(' · ') || endToEndId || '—'
  );
}

function WhatItIs({ of }: { of: Properties }) {
  const { t } = useLingui();
  const { paymentId, payerDisplayName, suggestedInvoices } = of;
  const scope = paymentId === undefined ? undefined : scopeOfId(paymentId);
  if (paymentId !== undefined && scope !== undefined) {
    const name = paymentId.split('/').at(-1) ?? '';
    return <PageLink to={paths.payment(scope, name)}>{payerDisplayName ?? t`Payment`}</PageLink>;
  }
  if (suggestedInvoices.length === 0) return '—';
  return suggestedInvoices.map(({ invoiceId, invoiceName, billingAccountName, billingAccountDisplayName }) => (
    <div key={invoiceId}>
      <div>{billingAccountDisplayName}</div>
      <PageLink to={paths.invoice({ account: billingAccountName }, invoiceName)}>{invoiceName}</PageLink>
    </div>
  ));
}
