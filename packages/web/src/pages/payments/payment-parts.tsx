import type { Payment } from '@betalt/contract/payments/payment.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { MoneyText } from '../../components/money-text.tsx';
import { type Column, PlainTable } from '../../components/plain-table.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { paths } from '../../paths.ts';
import { PageLink } from '../../shell/page-link.tsx';
import { InvoicePart } from '../invoices/invoice-part.tsx';
import { PaymentOutcomeText } from './payment-outcome-text.tsx';

type Allocation = Payment['properties']['allocations'][number];
type Attempt = Payment['properties']['attempts'][number];

/** How much went to which invoice, and how much of it went back. */
export function PaymentAllocations({ account, payment }: { account: string; payment: Payment }) {
  const { t } = useLingui();
  const { allocations } = payment.properties;
  const columns: Column<Allocation>[] = [
    {
      key: 'invoice',
      header: t`Invoice ID`,
      cell: ({ invoiceName }) => <PageLink to={paths.invoice({ account }, invoiceName)}>{invoiceName}</PageLink>,
    },
    { key: 'amount', header: t`Amount`, isNumeric: true, cell: ({ amount }) => <MoneyText amount={amount} /> },
    ...(allocations.some(({ returnedAmount }) => returnedAmount.value > 0)
      ? [
          {
            key: 'returned',
            header: t`Returned`,
            isNumeric: true,
            cell: ({ returnedAmount }: Allocation) => <MoneyText amount={returnedAmount} />,
          },
        ]
      : []),
  ];
  return (
    <InvoicePart title={t`Invoices`}>
      {allocations.length === 0 ? (
        <Trans>No invoice has this money yet: it is on account.</Trans>
      ) : (
        <PlainTable label={t`Invoices`} columns={columns} rows={allocations} rowKey={({ invoiceId }) => invoiceId} />
      )}
    </InvoicePart>
  );
}

/** Each conversation with the payment service about it. */
export function PaymentAttempts({ payment }: { payment: Payment }) {
  const { t } = useLingui();
  const { dateTime } = useFormats();
  const { attempts } = payment.properties;
  if (attempts.length === 0) return null;
  const columns: Column<Attempt>[] = [
    { key: 'date', header: t`Date`, isUnbroken: true, cell: ({ startedAt }) => dateTime(startedAt) },
    { key: 'result', header: t`Result`, cell: ({ outcome }) => <PaymentOutcomeText outcome={outcome} /> },
    { key: 'reference', header: t`Payment service's reference`, cell: (attempt) => attempt.gatewayReference ?? '—' },
  ];
  return (
    <InvoicePart title={t`Attempts`}>
      <PlainTable label={t`Attempts`} columns={columns} rows={attempts} rowKey={({ attemptId }) => attemptId} />
    </InvoicePart>
  );
}
