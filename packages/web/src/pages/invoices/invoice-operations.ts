import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { displayStatusOf } from '../../components/invoice-status/status-word.ts';

/** As the address calls their panes. */
export type OperationKey = 'ask' | 'credit' | 'refund' | 'correct' | 'void' | 'write-off';

interface OperationRule {
  readonly key: OperationKey;
  /** As `actions` names it. */
  readonly action: string;
  readonly isSensible: (invoice: Invoice) => boolean;
}

/**
 * What of an invoice the reader may do and has sense now, in the order of the command bar. The server decides again when it is
 * done: what has no sense any more by then is refused with its reason.
 */
export function invoiceOperations(invoice: Invoice): OperationKey[] {
  const { actions = [] } = invoice;
  return RULES.filter(({ action, isSensible }) => actions.includes(action) && isSensible(invoice)).map(
    ({ key }) => key,
  );
}

const RULES: readonly OperationRule[] = [
  { key: 'ask', action: 'invoice.query', isSensible: (invoice) => !isVoid(invoice) },
  { key: 'credit', action: 'invoice.credit', isSensible: isStanding },
  { key: 'refund', action: 'invoice.refund', isSensible: hasRefundablePayment },
  { key: 'correct', action: 'invoice.credit', isSensible: isStanding },
  { key: 'void', action: 'invoice.void', isSensible: (invoice) => isStanding(invoice) && isUntouched(invoice) },
  { key: 'write-off', action: 'invoice.writeOff', isSensible: (invoice) => isStanding(invoice) && isOwing(invoice) },
];

/** What was paid by card, bank debit or transfer; credit goes nowhere. */
function hasRefundablePayment({ properties }: Invoice): boolean {
  return properties.payments.some(({ paymentMethodFamily }) => paymentMethodFamily !== 'Credits');
}

function isStanding(invoice: Invoice): boolean {
  return invoice.properties.documentType === 'Invoice' && !isVoid(invoice);
}

function isVoid({ properties }: Invoice): boolean {
  return displayStatusOf(properties) === 'Void';
}

/** Nothing of it is paid or credited: only such an invoice can be as if never issued. */
function isUntouched({ properties: { amountDue, totalAmount } }: Invoice): boolean {
  return amountDue.value === totalAmount.value;
}

function isOwing({ properties }: Invoice): boolean {
  return properties.amountDue.value > 0;
}
