import type { PayLinkView } from '@betalt/contract/pay-links/pay-link.ts';
import { makeStyles, tokens } from '@fluentui/react-components';
import { Trans } from '@lingui/react/macro';
import { useInvoiceFactsStyles } from '../components/invoice-facts.styles.ts';
import { InvoiceStatus } from '../components/invoice-status/invoice-status.tsx';
import type { Formats } from '../i18n/formats.ts';

interface LinkInvoiceProps {
  readonly view: PayLinkView;
  readonly formats: Formats;
  /** The payment made here went through, and the invoice has not been read again yet. */
  readonly isPaid: boolean;
}

/** Enough to recognise the invoice, and no more. */
export function LinkInvoice({ view, formats, isPaid }: LinkInvoiceProps) {
  const facts = useInvoiceFactsStyles();
  const { amount, amountDue, totalAmount, dueDate, invoiceDate, displayStatus, lines } = view;
  const isLess = amount.value < amountDue.value;
  const isDone = isPaid || amountDue.value <= 0;
  return (
    <div className={facts.whole}>
      <div className={facts.amount}>
        <span className={facts.label}>{isDone ? <Trans>Total</Trans> : <Trans>To pay now</Trans>}</span>
        <span className={facts.figure}>{formats.money(isDone ? totalAmount : amount)}</span>
      </div>
      <dl className={facts.list}>
        <dt className={facts.label}>
          <Trans>Status</Trans>
        </dt>
        <dd className={facts.value}>
          <InvoiceStatus status={isPaid && !isLess ? 'Paid' : displayStatus} />
        </dd>
        <dt className={facts.label}>
          <Trans>Due date</Trans>
        </dt>
        <dd className={facts.value}>{formats.date(dueDate)}</dd>
        <dt className={facts.label}>
          <Trans>Invoice date</Trans>
        </dt>
        <dd className={facts.value}>{formats.date(invoiceDate)}</dd>
        {isLess && (
          <>
            <dt className={facts.label}>
              <Trans>Amount due</Trans>
            </dt>
            <dd className={facts.value}>{formats.money(amountDue)}</dd>
          </>
        )}
        <dt className={facts.label}>
          <Trans>Total</Trans>
        </dt>
        <dd className={facts.value}>{formats.money(totalAmount)}</dd>
      </dl>
      {lines.length > 0 && <LinkLines lines={lines} formats={formats} />}
    </div>
  );
}

function LinkLines({ lines, formats }: Pick<PayLinkView, 'lines'> & Pick<LinkInvoiceProps, 'formats'>) {
  const styles = useStyles();
  return (
    <details>
      <summary className={styles.summary}>
        <Trans>What the invoice is for</Trans>
      </summary>
      <ul className={styles.rows}>
        {lines.map(({ description, amount: net }, index) => (
          <li key={`${index} ${description}`} className={styles.row}>
            <span>{description}</span>
            <span className={styles.net}>{formats.money(net)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

const useStyles = makeStyles({
  summary: {
    minHeight: '24px',
    color: tokens.colorBrandForegroundLink,
    cursor: 'pointer',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  rows: { margin: `${tokens.spacingVerticalXS} 0 0`, padding: 0, listStyleType: 'none' },
  row: {
    display: 'flex',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalL,
    padding: `${tokens.spacingVerticalXS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  net: { whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' },
});
