import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { makeStyles, tokens } from '@fluentui/react-components';
import { Trans } from '@lingui/react/macro';
import { useInvoiceFactsStyles } from '../../components/invoice-facts.styles.ts';
import { InvoiceStatus } from '../../components/invoice-status/invoice-status.tsx';
import { displayStatusOf } from '../../components/invoice-status/status-word.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { isOwed, isPartlyPaid, numberOf } from '../../pages/invoices/invoice-columns.ts';

/** What is being paid: enough to be sure that it is the right invoice, and the amount large. */
export function InvoiceFacts({ invoice }: { invoice: Invoice }) {
  const styles = useInvoiceFactsStyles();
  const { days: daysAway } = useStyles();
  const formats = useFormats();
  const { amountDue, totalAmount, billingProfileDisplayName, dueDate } = invoice.properties;
  const total = formats.money(totalAmount);
  const due = formats.date(dueDate);
  const days = formats.relativeDays(dueDate);
  return (
    <section className={styles.whole}>
      <div className={styles.amount}>
        <span className={styles.label}>
          <Trans>Amount due</Trans>
        </span>
        <span className={styles.figure}>{formats.money(amountDue)}</span>
        {isPartlyPaid(invoice) && (
          <span className={styles.label}>
            <Trans>Partly paid: this is left of {total}.</Trans>
          </span>
        )}
      </div>
      <dl className={styles.list}>
        <dt className={styles.label}>
          <Trans>Invoice ID</Trans>
        </dt>
        <dd className={styles.value}>{numberOf(invoice)}</dd>
        <dt className={styles.label}>
          <Trans>Billing profile</Trans>
        </dt>
        <dd className={styles.value}>{billingProfileDisplayName}</dd>
        <dt className={styles.label}>
          <Trans>Due date</Trans>
        </dt>
        <dd className={styles.value}>
          {due} {isOwed(invoice) && <span className={daysAway}>{days}</span>}
        </dd>
        <dt className={styles.label}>
          <Trans>Status</Trans>
        </dt>
        <dd className={styles.value}>
          <InvoiceStatus status={displayStatusOf(invoice.properties)} />
        </dd>
      </dl>
    </section>
  );
}

const useStyles = makeStyles({
  days: { marginLeft: tokens.spacingHorizontalXS, color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
});
