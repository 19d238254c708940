import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { Refund } from '@betalt/contract/refunds/refund.ts';
import type { Amount } from '@betalt/contract/shared/arm.ts';
import { accountId } from '../../scope.ts';
import { arm } from '../http.ts';

/** What staff of the issuer do with an invoice. Each throws ApiError with the server's refusal. */

export type CreditAsked = {
  /** Absent, and without lines: all that is left of it. */
  readonly amount?: Amount;
  readonly lineIds?: readonly string[];
  readonly reason: string;
};

/** The same key again is the same credit note. @returns it */
export function creditInvoice(
  account: string,
  invoice: string,
  body: CreditAsked,
  idempotencyKey: string,
): Promise<Invoice> {
  return arm<Invoice>('POST', `${pathOf(account, invoice)}/creditNote`, { body, idempotencyKey });
}

/** The same key again is the same corrected invoice. @returns it */
export function correctInvoice(
  account: string,
  invoice: string,
  body: { readonly invoice: unknown; readonly reason: string },
  idempotencyKey: string,
): Promise<Invoice> {
  return arm<Invoice>('POST', `${pathOf(account, invoice)}/correct`, { body, idempotencyKey });
}

export function voidInvoice(account: string, invoice: string, reason: string): Promise<Invoice> {
  return arm<Invoice>('POST', `${pathOf(account, invoice)}/void`, { body: { reason } });
}

export function writeOffInvoice(account: string, invoice: string, reason: string): Promise<Invoice> {
  return arm<Invoice>('POST', `${pathOf(account, invoice)}/writeOff`, { body: { reason } });
}

export type RefundAsked = { readonly paymentId: string; readonly amount: Amount; readonly reason: string };

/** The same key again is the same refund. @throws ApiError 409 `RefundFailed` where it could not be paid out */
export function refundInvoice(
  account: string,
  invoice: string,
  body: RefundAsked,
  idempotencyKey: string,
): Promise<Refund> {
  return arm<Refund>('POST', `${pathOf(account, invoice)}/refund`, { body, idempotencyKey });
}

function pathOf(account: string, invoice: string): string {
  return `${accountId(account)}/invoices/${encodeURIComponent(invoice)}`;
}
