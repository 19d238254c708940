import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { mergeClasses } from '@fluentui/react-components';
import { CircleHalfFillRegular } from '@fluentui/react-icons/svg/circle-half-fill';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { Trans, useLingui } from '@lingui/react/macro';
import { type MouseEvent, memo, type ReactNode } from 'react';
import { InvoiceStatus } from '../../components/invoice-status/invoice-status.tsx';
import { StatusReason } from '../../components/invoice-status/status-reason.tsx';
import { displayStatusOf } from '../../components/invoice-status/status-word.ts';
import type { ReaderFormats } from '../../i18n/use-formats.ts';
import { paths } from '../../paths.ts';
import type { Scope } from '../../scope.ts';
import { PlainLink } from '../../shell/page-link.tsx';
import { type ColumnKey, type InvoiceColumn, isOwed, isPartlyPaid, numberOf, typeWord } from './invoice-columns.ts';
import { useInvoiceRowStyles } from './invoice-row.styles.ts';
import { SelectBox } from './select-box.tsx';
import { type ChooseRow, canPay } from './use-row-selection.ts';

interface InvoiceRowProps {
  readonly invoice: Invoice;
  readonly scope: Scope;
  readonly columns: readonly InvoiceColumn[];
  readonly formats: ReaderFormats;
  /** Opens the pane; the link's own address serves a new tab. */
  readonly onPay: (invoice: Invoice) => void;
  readonly onMenu: (invoice: Invoice, button: HTMLElement) => void;
  /** Undefined where the reader pays nothing here: the row has no box. */
  readonly onChoose?: ChooseRow | undefined;
  readonly isChosen: boolean;
}

/** The cells of one invoice. */
export const InvoiceRow = memo(function InvoiceRow({
  invoice,
  scope,
  columns,
  formats,
  onPay,
  onMenu,
  onChoose,
  isChosen,
}: InvoiceRowProps) {
  const styles = useInvoiceRowStyles();
  const { t } = useLingui();
  const numberId = `invoice-${invoice.name}`;
  const number = numberOf(invoice);
  // Stacked, there is room for one amount: of an invoice that is partly paid, what is left.
  const showsWhatIsLeft = isPartlyPaid(invoice) && columns.some(({ key }) => key === 'amountDue');
  return (
    <>
      {onChoose && (
        <div role="cell" className={styles.select}>
          {canPay(invoice) && (
            <SelectBox
              label={t`Select invoice ${number}`}
              state={isChosen ? 'all' : 'none'}
              onChange={(isNowChosen, isRange) => onChoose(invoice, isNowChosen, isRange)}
            />
          )}
        </div>
      )}
      {columns.map((column) => (
        <div
          key={column.key}
          role="cell"
          className={mergeClasses(
            styles.cell,
            column.isNumeric && styles.numeric,
            styles[column.key],
            showsWhatIsLeft && column.key === 'amount' && styles.amountOfPart,
            showsWhatIsLeft && column.key === 'amountDue' && styles.dueOfPart,
          )}
        >
          <Cell of={column.key} invoice={invoice} scope={scope} formats={formats} numberId={numberId} />
        </div>
      ))}
      <div role="cell" className={styles.actions}>
        {canPay(invoice) && (
          <PlainLink
            to={paths.payNow(scope, invoice.name)}
            className={mergeClasses(styles.link, styles.pay)}
            aria-describedby={numberId}
            data-control="pay"
            onClick={(event) => payHere(event, () => onPay(invoice))}
          >
            <Trans>Pay now</Trans>
          </PlainLink>
        )}
        <button
          type="button"
          className={styles.menu}
          aria-haspopup="menu"
          aria-label={t`More for invoice ${number}`}
          data-control="menu"
          onClick={(event) => onMenu(invoice, event.currentTarget)}
        >
          <MoreHorizontalRegular aria-hidden />
        </button>
      </div>
    </>
  );
});

interface CellProps {
  readonly of: ColumnKey;
  readonly invoice: Invoice;
  readonly scope: Scope;
  readonly formats: ReaderFormats;
  readonly numberId: string;
}

function Cell({ of, invoice, scope, formats, numberId }: CellProps): ReactNode {
  const styles = useInvoiceRowStyles();
  const { i18n } = useLingui();
  const { properties } = invoice;
  switch (of) {
    case 'invoiceId':
      return (
        <PlainLink to={paths.invoice(scope, invoice.name)} id={numberId} className={styles.link} data-control="open">
          {numberOf(invoice)}
        </PlainLink>
      );
    case 'billingProfile':
      return <span title={properties.billingProfileDisplayName}>{properties.billingProfileDisplayName}</span>;
    case 'invoiceDate':
      return formats.date(properties.invoiceDate);
    case 'dueDate':
      return <DueDate invoice={invoice} formats={formats} />;
    case 'amount':
      return formats.money(properties.totalAmount);
    case 'amountDue':
      return <AmountDue invoice={invoice} formats={formats} />;
    case 'status':
      // That nobody pays a credit note needs no reason.
      if (properties.documentType === 'CreditNote') return <InvoiceStatus status={displayStatusOf(properties)} />;
      return (
        <StatusReason payability={properties.payability}>
          <InvoiceStatus status={displayStatusOf(properties)} />
        </StatusReason>
      );
    case 'type':
      return i18n._(typeWord(properties));
  }
}

function AmountDue({ invoice, formats }: { invoice: Invoice; formats: ReaderFormats }) {
  const styles = useInvoiceRowStyles();
  const { t } = useLingui();
  const word = t`Partly paid`;
  return (
    <>
      {isPartlyPaid(invoice) && (
        <span role="img" aria-label={word} title={word} className={styles.partly}>
          <CircleHalfFillRegular aria-hidden />
        </span>
      )}
      {formats.money(invoice.properties.amountDue)}
    </>
  );
}

function DueDate({ invoice, formats }: { invoice: Invoice; formats: ReaderFormats }) {
  const styles = useInvoiceRowStyles();
  const { dueDate } = invoice.properties;
  const hasDays = isOwed(invoice);
  const isLate = displayStatusOf(invoice.properties) === 'PastDue';
  return (
    <>
      <span className={mergeClasses(hasDays && styles.dateBesideDays)}>{formats.date(dueDate)}</span>{' '}
      {hasDays && (
        <span className={mergeClasses(styles.relative, isLate && styles.late)}>{formats.relativeDays(dueDate)}</span>
      )}
    </>
  );
}

/** A plain click opens the pane over this very list; any other is the browser's, on the link's own address. */
function payHere(event: MouseEvent, pay: () => void): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  pay();
}
