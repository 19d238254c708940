import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
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
import { type ColumnKey, type InvoiceColumn, isOwed, numberOf, typeWord } from './invoice-columns.ts';
import { ACTIONS_PX, ON_MORE_AT_RIGHT, ON_NARROW } from './narrow.ts';

interface InvoiceRowProps {
  readonly invoice: Invoice;
  readonly scope: Scope;
  readonly columns: readonly InvoiceColumn[];
  readonly formats: ReaderFormats;
  /** Opens the pane; the link's own address serves a new tab. */
  readonly onPay: (invoice: Invoice) => void;
  readonly onMenu: (invoice: Invoice, button: HTMLElement) => void;
}

/** The cells of one invoice. */
export const InvoiceRow = memo(function InvoiceRow({
  invoice,
  scope,
  columns,
  formats,
  onPay,
  onMenu,
}: InvoiceRowProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const numberId = `invoice-${invoice.name}`;
  const number = numberOf(invoice);
  return (
    <>
      {columns.map((column) => (
        <div
          key={column.key}
          role="cell"
          className={mergeClasses(styles.cell, column.isNumeric && styles.numeric, styles[column.key])}
        >
          <Cell of={column.key} invoice={invoice} scope={scope} formats={formats} numberId={numberId} />
        </div>
      ))}
      <div role="cell" className={styles.actions}>
        {invoice.properties.payability?.canPay && (
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
  const styles = useStyles();
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
      return formats.money(properties.amountDue);
    case 'status':
      return (
        <StatusReason payability={properties.payability}>
          <InvoiceStatus status={displayStatusOf(properties)} />
        </StatusReason>
      );
    case 'type':
      return i18n._(typeWord(properties));
  }
}

function DueDate({ invoice, formats }: { invoice: Invoice; formats: ReaderFormats }) {
  const styles = useStyles();
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

const focusRing = { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' };

const useStyles = makeStyles({
  cell: {
    minWidth: 0,
    padding: `0 ${tokens.spacingHorizontalSNudge}`,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
  },
  numeric: { textAlign: 'right', paddingRight: tokens.spacingHorizontalL },
  relative: {
    marginLeft: tokens.spacingHorizontalXXS,
    fontSize: tokens.fontSizeBase200,
    lineHeight: 1,
    color: tokens.colorNeutralForeground3,
    [ON_NARROW]: { marginLeft: 0 },
  },
  dateBesideDays: { [ON_NARROW]: { display: 'none' } },
  late: { color: tokens.colorPaletteRedForeground1 },
  link: {
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'none',
    whiteSpace: 'nowrap',
    borderRadius: tokens.borderRadiusSmall,
    ':hover': { textDecorationLine: 'underline', color: tokens.colorBrandForegroundLinkHover },
    ':focus-visible': focusRing,
  },
  // A target of 24 px, also where it stands close to the menu (WCAG 2.5.8).
  pay: { display: 'inline-flex', alignItems: 'center', minHeight: '24px' },
  actions: {
    position: 'sticky',
    right: 0,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-end',
    columnGap: tokens.spacingHorizontalXS,
    height: '100%',
    padding: `0 ${tokens.spacingHorizontalXS}`,
    backgroundColor: 'inherit',
    [ON_NARROW]: {
      position: 'static',
      gridArea: 'actions',
      flexDirection: 'column-reverse',
      alignItems: 'flex-end',
      justifyContent: 'space-between',
      padding: `${tokens.spacingVerticalXS} 2px`,
    },
  },
  menu: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: '28px',
    height: '28px',
    padding: 0,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    color: tokens.colorNeutralForeground2,
    fontSize: '18px',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': focusRing,
  },
  invoiceId: { [ON_NARROW]: { gridArea: 'number', padding: 0 } },
  billingProfile: { [ON_NARROW]: { display: 'none' } },
  invoiceDate: { [ON_NARROW]: { display: 'none' } },
  dueDate: { [ON_NARROW]: { gridArea: 'due', padding: 0, textAlign: 'right' } },
  amount: { [ON_NARROW]: { gridArea: 'amount', padding: 0, textAlign: 'left' } },
  amountDue: { [ON_NARROW]: { display: 'none' } },
  // With the actions always in sight, however narrow the list: whether it is paid is what the list is for.
  status: {
    position: 'sticky',
    right: `${ACTIONS_PX}px`,
    display: 'flex',
    alignItems: 'center',
    height: '100%',
    overflow: 'visible',
    backgroundColor: 'inherit',
    [ON_MORE_AT_RIGHT]: { boxShadow: `-6px 0 6px -6px ${tokens.colorNeutralShadowKey}` },
    [ON_NARROW]: {
      position: 'static',
      height: 'auto',
      boxShadow: 'none',
      gridArea: 'status',
      padding: 0,
      justifyContent: 'flex-end',
    },
  },
  type: { [ON_NARROW]: { display: 'none' } },
});
