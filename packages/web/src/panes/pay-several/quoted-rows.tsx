import { Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { AmountField, useWrittenAmount } from '../../components/amount-field/amount-field.tsx';
import { hasRoomForAPart } from '../../components/amount-field/typed-amount.ts';
import { InvoiceStatus } from '../../components/invoice-status/invoice-status.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { useScope } from '../../shell/use-scope.ts';
import { useMayPayPart } from '../pay-now/use-one-amount.ts';
import { boundsOf, type QuotedInvoice, type QuoteGroup } from './several-form.ts';
import type { Several } from './use-several.ts';

interface QuotedRowsProps {
  readonly several: Several;
  readonly group: QuoteGroup;
  readonly isDisabled: boolean;
}

/** The invoices of one currency, in the order in which they are paid, and how much of each. */
export function QuotedRows({ several, group, isDisabled }: QuotedRowsProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const { money } = useFormats();
  const total = several.toPay?.total;
  return (
    <div>
      <ul className={styles.list} aria-label={t`Invoices to pay`}>
        {group.invoices.map((invoice) => (
          <QuotedRow
            key={invoice.invoiceId}
            several={several}
            group={group}
            invoice={invoice}
            isDisabled={isDisabled}
          />
        ))}
      </ul>
      <div className={styles.total} role="status">
        <span>
          <Trans>Total</Trans>
        </span>
        <span className={styles.figure}>{total ? money(total) : '…'}</span>
      </div>
    </div>
  );
}

type QuotedRowProps = QuotedRowsProps & { readonly invoice: QuotedInvoice };

function QuotedRow({ several, group, invoice, isDisabled }: QuotedRowProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const formats = useFormats();
  const { typed, setTyped } = several;
  const { invoiceName, dueDate, displayStatus, billingProfileDisplayName } = invoice;
  const isTaken = !typed.leftOut.has(invoiceName);
  const take = (isNowTaken: boolean) => {
    const leftOut = new Set(typed.leftOut);
    if (isNowTaken) leftOut.delete(invoiceName);
    else leftOut.add(invoiceName);
    setTyped({ ...typed, leftOut });
  };
  return (
    <li className={styles.row}>
      <Checkbox
        aria-label={t`Pay invoice ${invoiceName}`}
        checked={isTaken}
        disabled={isDisabled}
        onChange={(_, { checked }) => take(checked === true)}
      />
      <div className={styles.facts}>
        <span className={styles.name}>{invoiceName}</span>
        <span className={styles.note}>{billingProfileDisplayName}</span>
        <span className={styles.note}>
          <InvoiceStatus status={displayStatus} /> {formats.relativeDays(dueDate)}
        </span>
      </div>
      <div className={mergeClasses(styles.amount, !isTaken && styles.leftOut)}>
        <RowAmount several={several} group={group} invoice={invoice} isDisabled={isDisabled} isTaken={isTaken} />
      </div>
    </li>
  );
}

function RowAmount({ several, group, invoice, isDisabled, isTaken }: QuotedRowProps & { readonly isTaken: boolean }) {
  const styles = useStyles();
  const { t } = useLingui();
  const { money } = useFormats();
  const written = useWrittenAmount();
  const mayPayPart = useMayPayPart(useScope().account);
  const { typed, setTyped, answer } = several;
  const { invoiceName, amountDue } = invoice;
  const bounds = boundsOf(group, invoice);
  const due = money(amountDue);
  if (!isTaken) return <span className={styles.figure}>{due}</span>;
  if (typed.how === 'lump') {
    const share = answer?.invoices.find((each) => each.invoiceId === invoice.invoiceId)?.amount;
    return (
      <>
        <span className={styles.share}>{share ? money(share) : '…'}</span>
        <span className={styles.note}>{t`of ${due}`}</span>
      </>
    );
  }
  if (!mayPayPart || !hasRoomForAPart(bounds)) return <span className={styles.share}>{due}</span>;
  return (
    <>
      <AmountField
        label={t`Amount to pay of invoice ${invoiceName}`}
        isLabelHidden
        typed={typed.amounts[invoiceName] ?? written(amountDue)}
        onType={(text) => setTyped({ ...typed, amounts: { ...typed.amounts, [invoiceName]: text } })}
        bounds={bounds}
        isDisabled={isDisabled}
      />
      <span className={styles.note}>{t`of ${due}`}</span>
    </>
  );
}

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  row: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto',
    alignItems: 'start',
    columnGap: tokens.spacingHorizontalXS,
    padding: `${tokens.spacingVerticalS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    '@media (max-width: 480px)': { gridTemplateColumns: 'auto minmax(0, 1fr)' },
  },
  facts: { display: 'flex', flexDirection: 'column', minWidth: 0, paddingTop: '6px', overflowWrap: 'anywhere' },
  name: { fontWeight: tokens.fontWeightSemibold },
  note: {
    display: 'inline-flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalXS,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: 'tabular-nums',
  },
  amount: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-end',
    width: '180px',
    '@media (max-width: 480px)': { gridColumn: '2', alignItems: 'flex-start', width: 'auto', paddingTop: '4px' },
  },
  leftOut: { paddingTop: '6px', color: tokens.colorNeutralForeground3, textDecorationLine: 'line-through' },
  share: { paddingTop: '6px', fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: 'tabular-nums' },
  total: {
    display: 'flex',
    justifyContent: 'space-between',
    padding: `${tokens.spacingVerticalM} 0 0`,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  figure: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
});
