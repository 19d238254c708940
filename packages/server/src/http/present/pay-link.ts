import type { PayLink, PayLinkPayment, PayLinkView } from '@betalt/contract/pay-links/pay-link.ts';
import type { Language } from '@betalt/contract/portal/session.ts';
import { type AgreementType, PAYMENT_RULES } from '@betalt/core/accounts/payment-rules.ts';
import { displayStatus } from '@betalt/core/invoices/status.ts';
import { toArmNumber } from '@betalt/core/money/arm-number.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import type { CalendarDate } from '@betalt/core/shared/calendar-date.ts';
import type { LineRow } from '../../db/queries/invoice-parts.ts';
import type { InvoiceRow } from '../../db/queries/invoices.ts';
import type { OpenedPayLink, PayLinkRow } from '../../db/queries/pay-links.ts';
import type { PaymentRow } from '../../db/queries/payments.ts';
import { payabilityOf, statusFacts } from './invoice-facts.ts';
import { payabilitySentences } from './payability-sentences.ts';
import { declineOf, nextActionOf } from './payment.ts';

/** A link as those see it who may read its invoice. What opens it is not known any more. */
export function presentPayLink(row: PayLinkRow, currency: string, now: Date): PayLink {
  const isExpired = row.expires_at <= now;
  return {
    id: row.pay_link_id,
    state: row.revoked_at === null ? (isExpired ? 'expired' : 'active') : 'revoked',
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by_name,
    expiresAt: row.expires_at.toISOString(),
    ...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at.toISOString() }),
    ...(row.amount_minor === null ? {} : { amount: amount(row.amount_minor, currency) }),
  };
}

export interface PayLinkPage {
  readonly link: OpenedPayLink;
  readonly invoice: InvoiceRow;
  readonly lines: readonly LineRow[];
  readonly seller: string;
  readonly gateway: PayLinkView['gateway'];
  readonly transferInstructions: PayLinkView['transferInstructions'];
  readonly language: Language;
  readonly today: CalendarDate;
}

/** The invoice behind a link: nothing of its account, its other payments or who works there. */
export function presentPayLinkView(page: PayLinkPage): PayLinkView {
  const { link, invoice } = page;
  const { currency } = invoice;
  const payMinor = toPay(link, invoice);
  // The limit is of what the link pays, which may be less than what is due.
  const decision = payabilityOf(
    invoice,
    { mayPay: true, payMinor },
    PAYMENT_RULES[link.agreement_type as AgreementType],
  );
  return {
    seller: page.seller,
    invoiceNumber: invoice.number,
    invoiceDate: `${invoice.invoice_on}T00:00:00Z`,
    dueDate: `${invoice.due_on}T00:00:00Z`,
    displayStatus: displayStatus(statusFacts(invoice), page.today),
    totalAmount: amount(invoice.total_minor, currency),
    amountDue: amount(invoice.amount_due_minor, currency),
    amount: amount(payMinor, currency),
    canPay: decision.canPay,
    ...(decision.canPay
      ? {}
      : { reasonCode: decision.reason, reason: payabilitySentences(decision.reason, page.language).reason }),
    gateway: page.gateway,
    lines: page.lines.map((line) => ({
      description: line.description,
      amount: amount(BigInt(line.net_minor), currency),
    })),
    ...(page.transferInstructions === undefined ? {} : { transferInstructions: page.transferInstructions }),
    expiresAt: link.expires_at.toISOString(),
  };
}

/** As `app/pay-links/pay-by-link.ts` asks for it. */
function toPay({ amount_minor }: OpenedPayLink, { amount_due_minor, voided_at }: InvoiceRow): bigint {
  if (voided_at !== null || amount_due_minor <= 0n) return 0n;
  return amount_minor === null || amount_minor > amount_due_minor ? amount_due_minor : amount_minor;
}

/** For whoever holds the link: the challenge of its card is theirs. */
export function presentPayLinkPayment(row: PaymentRow, language: Language): PayLinkPayment {
  const decline = declineOf(row, language);
  const nextAction = nextActionOf(row);
  return {
    paymentId: row.payment_id,
    outcome: row.outcome as PayLinkPayment['outcome'],
    amount: amount(row.amount_minor, row.currency),
    ...(nextAction === undefined ? {} : { nextAction }),
    ...(decline === undefined ? {} : { decline }),
  };
}

function amount(amountMinor: bigint, currency: string) {
  return { currency, value: toArmNumber({ currency: currency as Currency, amountMinor }) };
}
