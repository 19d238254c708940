import type { Draft, InvoiceDraft, PaymentMeans } from '../invoice-document.ts';
import { amountText, type Violation, violation } from '../violation.ts';

export function paymentRules(draft: InvoiceDraft): Violation[] {
  return [
    ...(draft.paymentMeans ?? []).flatMap((means, index) => paymentMeans(means, `paymentMeans[${index}]`)),
    ...whenToPay(draft),
  ];
}

/** Codes of UNTDID 4461 for a credit transfer, which needs the account to pay to. */
const CREDIT_TRANSFERS: ReadonlySet<string> = new Set(['30', '58']);

function paymentMeans(means: Draft<PaymentMeans>, path: string): Violation[] {
  if (means.code === undefined) {
    return [violation('BR-49', `${path}.code`, 'The payment instructions do not say by which means. Add the code.')];
  }
  if (!CREDIT_TRANSFERS.has(means.code) || means.account !== undefined) return [];
  const message = `Payment means ${means.code} is a credit transfer, but no account is given. Add the IBAN or number.`;
  return [violation('BR-61', `${path}.account`, message)];
}

/** Held for invoices only: what is owed on a credit note is not for the buyer to pay. */
function whenToPay({ kind, dueOn, paymentTerms, totals, currency }: InvoiceDraft): Violation[] {
  const payable = totals?.payableMinor ?? 0n;
  if (kind !== 'invoice' || payable <= 0n || dueOn !== undefined || paymentTerms !== undefined) return [];
  const message = `${amountText(payable, currency)} is to be paid, but not by when. Add a due date or payment terms.`;
  return [violation('BR-CO-25', 'dueOn', message)];
}
