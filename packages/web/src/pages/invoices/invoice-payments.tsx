import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { MoneyText } from '../../components/money-text.tsx';
import { brandName } from '../../components/payment-method-picker/payment-method-name.ts';
import { type Column, PlainTable } from '../../components/plain-table.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { InvoicePart } from './invoice-part.tsx';

type Settled = Invoice['properties']['payments'][number];
type Failed = NonNullable<Invoice['properties']['failedPayments']>[number];
type Row = { readonly date: string; readonly settled?: Settled; readonly failed?: Failed };

/** What was paid, and what was tried in vain, newest first. */
export function InvoicePayments({ invoice }: { invoice: Invoice }) {
  const { t, i18n } = useLingui();
  const { dateTime } = useFormats();
  const { payments, failedPayments = [] } = invoice.properties;
  const rows: Row[] = [
    ...payments.map((settled) => ({ date: settled.date, settled })),
    ...failedPayments.map((failed) => ({ date: failed.date, failed })),
  ].sort((left, right) => right.date.localeCompare(left.date));
  const columns: Column<Row>[] = [
    { key: 'date', header: t`Date`, cell: ({ date }) => dateTime(date) },
    {
      key: 'result',
      header: t`Result`,
      cell: ({ failed }) => (failed ? i18n._(FAILURES[failed.failedPaymentReason]) : t`Paid`),
    },
    { key: 'method', header: t`Payment method`, cell: ({ settled }) => settled && methodOf(settled) },
    {
      key: 'amount',
      header: t`Amount`,
      isNumeric: true,
      cell: ({ settled }) => settled && <MoneyText amount={settled.amount} />,
    },
  ];
  return (
    <InvoicePart title={t`Payments`}>
      {rows.length === 0 ? (
        <Trans>No payment has been made.</Trans>
      ) : (
        <PlainTable
          label={t`Payments`}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.date + (row.failed ? 'f' : 's')}
        />
      )}
    </InvoicePart>
  );
}

function methodOf({ paymentMethodType, paymentMethodFamily }: Settled): string {
  const type = paymentMethodType ?? paymentMethodFamily;
  return brandName({ paymentMethodType: type, displayName: type });
}

const FAILURES: Readonly<Record<Failed['failedPaymentReason'], MessageDescriptor>> = {
  Other: msg`Failed`,
  BankDeclined: msg`Declined by the bank`,
  CardExpired: msg`The card had expired`,
  IncorrectCardDetails: msg`The card details were not correct`,
};
