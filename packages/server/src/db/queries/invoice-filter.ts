import type { Filter, FilterFields, FilterValue, Operator } from '@betalt/contract/filter/filter.ts';
import { currencies, exponentOf } from '@betalt/core/money/currency.ts';
import { parseCalendarDate } from '@betalt/core/shared/calendar-date.ts';

/** What of an invoice may be filtered, and with which kind of value: the white list. */
export const INVOICE_FIELDS = {
  name: 'text',
  status: 'text',
  displaystatus: 'text',
  invoicetype: 'text',
  documenttype: 'text',
  billingprofilename: 'text',
  billingprofiledisplayname: 'text',
  purchaseordernumber: 'text',
  currency: 'text',
  invoicedate: 'date',
  duedate: 'date',
  totalamount: 'number',
  amountdue: 'number',
} as const satisfies FilterFields;

export interface InvoiceOrder {
  readonly field: keyof typeof INVOICE_ORDERS;
  readonly descending: boolean;
}

/** What the list may be ordered by: each expression is total together with the invoice's id, so that a keyset can go on from any row. */
export const INVOICE_ORDERS = {
  invoicedate: { expression: 'i.invoice_on', cast: 'date' },
  duedate: { expression: 'i.due_on', cast: 'date' },
  totalamount: { expression: 'i.total_minor', cast: 'bigint' },
  amountdue: { expression: 'i.amount_due_minor', cast: 'bigint' },
  name: { expression: 'upper(i.name)', cast: 'text' },
  billingprofiledisplayname: { expression: 'p.display_name', cast: 'text' },
} as const;

/** True for a value that the order can have ended a page with: a page link may have been made by anybody. */
export function isOrderKey(order: InvoiceOrder | undefined, key: string): boolean {
  switch (order === undefined ? 'integer' : INVOICE_ORDERS[order.field].cast) {
    case 'integer':
      return /^-?\d{1,9}$/.test(key);
    case 'bigint':
      return /^-?\d{1,18}$/.test(key);
    case 'date':
      return parseCalendarDate(key).ok;
    case 'text':
      return !key.includes('\0');
  }
}

/** `$1`-like text for a value. */
type Placeholder = (value: unknown) => string;

const OPERATORS: Readonly<Record<Operator, string>> = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' };

/** A parsed filter as a condition with parameters. Today decides what is past due. */
export function filterToSql(filter: Filter, placeholder: Placeholder, today: string): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return `(${filterToSql(filter.left, placeholder, today)} ${filter.kind} ${filterToSql(filter.right, placeholder, today)})`;
    case 'not':
      return `(not ${filterToSql(filter.operand, placeholder, today)})`;
    case 'compare':
      return comparison(filter.field, filter.operator, filter.value, placeholder, today);
  }
}

function comparison(
  field: string,
  operator: Operator,
  value: FilterValue,
  placeholder: Placeholder,
  today: string,
): string {
  const expression = expressionOf(field, placeholder, today);
  if (value === null) return `(${expression} is ${operator === 'eq' ? '' : 'not '}null)`;
  // `ne` holds for a row without a value too, as a reader would say.
  if (operator === 'ne') return `(${expression} is distinct from ${typed(value, field, placeholder)})`;
  return `(${expression} ${OPERATORS[operator]} ${typed(value, field, placeholder)})`;
}

function typed(value: string | number, field: string, placeholder: Placeholder): string {
  const kind = INVOICE_FIELDS[field as keyof typeof INVOICE_FIELDS];
  const cast = kind === 'date' ? 'date' : kind === 'number' ? 'numeric' : 'text';
  return `${placeholder(value)}::${cast}`;
}

function expressionOf(field: string, placeholder: Placeholder, today: string): string {
  const date = () => `${placeholder(today)}::date`;
  switch (field as keyof typeof INVOICE_FIELDS) {
    case 'status':
      return `case when i.voided_at is not null then 'Void' when i.amount_due_minor = 0 then 'Paid' when i.total_minor < 0 then 'Other'
        when i.due_on < ${date()} then 'OverDue' else 'Due' end`;
    case 'displaystatus':
      return `case when i.voided_at is not null then 'Void' when i.total_minor < 0 then case when i.amount_due_minor < 0 then 'Credit' else 'CreditUsed' end
        when i.disputed_at is not null then 'Disputed' when i.amount_due_minor = 0 then 'Paid'
        when i.live_payment_id is not null then 'Processing' when i.due_on < ${date()} then 'PastDue' else 'Due' end`;
    case 'totalamount':
      return majorUnits('i.total_minor');
    case 'amountdue':
      return majorUnits('i.amount_due_minor');
    default:
      return COLUMNS[field as keyof typeof COLUMNS];
  }
}

const COLUMNS = {
  name: 'i.name',
  invoicetype: 'i.invoice_type',
  documenttype: 'i.document_type',
  billingprofilename: 'p.name',
  billingprofiledisplayname: 'p.display_name',
  purchaseordernumber: 'i.po_number',
  currency: 'i.currency',
  invoicedate: 'i.invoice_on',
  duedate: 'i.due_on',
} as const;

/** People filter amounts in kroner and yen, the table holds øre and yen: the divisor follows the row's currency. */
function majorUnits(column: string): string {
  return `(${column}::numeric / (case ${MINOR_UNITS} else 100 end))`;
}

const MINOR_UNITS = [0, 3, 4]
  .map((exponent) => {
    const codes = currencies.filter((currency) => exponentOf(currency) === exponent).map((currency) => `'${currency}'`);
    return `when i.currency in (${codes.join(', ')}) then ${10 ** exponent}`;
  })
  .join(' ');
