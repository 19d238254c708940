import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { MoneyText } from '../../components/money-text.tsx';
import { type Column, PlainTable } from '../../components/plain-table.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { usePaymentMethodText } from '../payments/use-payment-method-text.ts';
import { InvoicePart } from './invoice-part.tsx';
import { negated } from './negated.ts';

type Settled = Invoice['properties']['payments'][number];
type Failed = NonNullable<Invoice['properties']['failedPayments']>[number];
type Row = { readonly key: string; readonly date: string; readonly settled?: Settled; readonly failed?: Failed };

/** What was paid, what of it went back, and what was tried in vain, newest first. */
export function InvoicePayments({ invoice }: { invoice: Invoice }) {
  const { t, i18n } = useLingui();
  const { dateTime } = useFormats();
  const method = usePaymentMethodText();
  const { payments, failedPayments = [] } = invoice.properties;
  const rows: Row[] = [
    ...payments.map((settled, index) => ({ key: `s${index}`, date: settled.date, settled })),
    ...failedPayments.map((failed, index) => ({ key: `f${index}`, date: failed.date, failed })),
  ].sort((left, right) => right.date.localeCompare(left.date));
  const columns: Column<Row>[] = [
    { key: 'date', header: t`Date`, isUnbroken: true, cell: ({ date }) => dateTime(date) },
    {
      key: 'result',
      header: t`Result`,
      cell: ({ failed, settled }) => {
        if (failed) return i18n._(FAILURES[failed.failedPaymentReason]);
        return isReturned(settled) ? t`Returned, and due again` : t`Paid`;
      },
    },
    { key: 'method', header: t`Payment method`, cell: ({ settled }) => settled && method(settled) },
    {
      key: 'amount',
      header: t`Amount`,
      isNumeric: true,
      cell: ({ settled }) =>
        settled && <MoneyText amount={isReturned(settled) ? negated(settled.amount) : settled.amount} />,
    },
  ];
  return (
    <InvoicePart title={t`Payments`}>
      {rows.length === 0 ? (
        <Trans>No payment has been made.</Trans>
      ) : (
        <PlainTable label={t`Payments`} columns={columns} rows={rows} rowKey={({ key }) => key} />
      )}
    </InvoicePart>
  );
}

/** Refunded, lost in a dispute, or taken back by the bank. */
function isReturned(settled: Settled | undefined): boolean {
  return settled?.paymentType === 'credited';
}

const FAILURES: Readonly<Record<Failed['failedPaymentReason'], MessageDescriptor>> = {
  Other: msg`Failed`,
  BankDeclined: msg`Declined by the bank`,
  CardExpired: msg`The card had expired`,
  IncorrectCardDetails: msg`The card details were not correct`,
};
