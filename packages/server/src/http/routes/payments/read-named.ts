import type { PayInvoicesRequest } from '@betalt/contract/payments/pay-invoices.ts';
import { profilesWhere } from '@betalt/core/access/may.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { FastifyRequest } from 'fastify';
import type { AskedPart } from '../../../app/payments/credit-order.ts';
import type { Wiring } from '../../../app/wired.ts';
import { findInvoicesByName, type PayableRow } from '../../../db/queries/payable-invoices.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { nameBelow, readAmount } from './pay-request.ts';

type NamedInvoices = NonNullable<PayInvoicesRequest['invoices']>;

/** Invoices of a body, each with its name instead of a resource id, and minor units in the invoice's own currency. */
export async function readNamed(
  wiring: Wiring,
  request: FastifyRequest,
  invoices: NamedInvoices,
): Promise<Result<AskedPart[], Problem>> {
  const rows = invoices.some((part) => part.amount !== undefined) ? await rowsOf(wiring, request, invoices) : [];
  const parts: AskedPart[] = [];
  for (const [index, { invoiceId, amount }] of invoices.entries()) {
    const name = nameBelow(request, 'invoices', invoiceId);
    if (name === null) return err(problem('InvoiceNotFound', { invoiceName: invoiceId }, { target: invoiceId }));
    const target = `$.invoices[${index}].amount`;
    const money = amount === undefined ? undefined : readAmount(amount, target);
    if (money !== undefined && !money.ok) return money;
    const row = rows.find((each) => each.name.toUpperCase() === name.toUpperCase());
    if (row !== undefined && amount !== undefined && amount.currency !== row.currency)
      return err(problem('InvalidAmount', { currency: amount.currency }, { target }));
    parts.push({ name, amountMinor: money?.value.amountMinor });
  }
  return ok(parts);
}

/** Those that the caller may read: the others are told nothing of here, paying says that there is none. */
async function rowsOf(wiring: Wiring, request: FastifyRequest, invoices: NamedInvoices): Promise<PayableRow[]> {
  const names = invoices.flatMap(({ invoiceId }) => nameBelow(request, 'invoices', invoiceId) ?? []);
  const readable = profilesWhere(request.actor, 'invoice.read');
  const rows = await findInvoicesByName(wiring.database.db, request.account.billingAccountId, names);
  return rows.filter((row) => readable === 'all' || readable.includes(row.billing_profile_id));
}
