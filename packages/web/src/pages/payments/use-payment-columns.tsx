import type { Payment } from '@betalt/contract/payments/payment.ts';
import { makeStyles } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import { MoneyText } from '../../components/money-text.tsx';
import type { Column } from '../../components/plain-table.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { paths } from '../../paths.ts';
import type { Scope } from '../../scope.ts';
import { PageLink } from '../../shell/page-link.tsx';
import { PaymentOutcomeText } from './payment-outcome-text.tsx';
import { usePaymentMethodText } from './use-payment-method-text.ts';

export function usePaymentColumns(scope: Scope): Column<Payment>[] {
  const { t } = useLingui();
  const { dateTime } = useFormats();
  const method = usePaymentMethodText();
  return [
    {
      key: 'date',
      header: t`Date`,
      isUnbroken: true,
      cell: ({ name, properties }) => (
        <PageLink to={paths.payment(scope, name)}>{dateTime(properties.createdAt)}</PageLink>
      ),
    },
    {
      key: 'status',
      header: t`Status`,
      cell: ({ properties }) => <PaymentOutcomeText outcome={properties.outcome} note={properties.decline?.message} />,
    },
    {
      key: 'amount',
      header: t`Amount`,
      isNumeric: true,
      cell: ({ properties }) => <MoneyText amount={properties.amount} />,
    },
    { key: 'invoices', header: t`Invoices`, cell: (payment) => <PaidInvoices scope={scope} payment={payment} /> },
    {
      key: 'method',
      header: t`Payment method`,
      isUnbroken: true,
      cell: ({ properties }) => method(properties),
    },
    {
      key: 'by',
      header: t`Paid by`,
      isUnbroken: true,
      cell: ({ properties }) => (properties.isAutomatic ? t`Automatic payment` : (properties.paidBy ?? '—')),
    },
  ];
}

function PaidInvoices({ scope, payment }: { scope: Scope; payment: Payment }) {
  const styles = useStyles();
  return payment.properties.allocations.map(({ invoiceId, invoiceName }) => (
    <div key={invoiceId} className={styles.line}>
      <PageLink to={paths.invoice(scope, invoiceName)}>{invoiceName}</PageLink>
    </div>
  ));
}

// One below the other, each with the room of a target (WCAG 2.5.8).
const useStyles = makeStyles({ line: { display: 'flex', alignItems: 'center', minHeight: '24px' } });
