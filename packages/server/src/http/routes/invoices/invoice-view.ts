import { type AgreementType, PAYMENT_RULES } from '@betalt/core/accounts/payment-rules.ts';
import { calendarDateAt } from '@betalt/core/shared/calendar-date.ts';
import type { FastifyRequest } from 'fastify';
import type { Wiring } from '../../../app/wired.ts';
import { accountResourceId, type InvoiceView } from '../../present/invoice.ts';

/** For whom, and on which day of the account's zone, this request shows invoices. */
export function invoiceView({ clock }: Pick<Wiring, 'clock'>, request: FastifyRequest): InvoiceView {
  const { account, apiVersion, actor, language } = request;
  return {
    accountId: accountResourceId(account.name),
    version: apiVersion,
    actor,
    rules: PAYMENT_RULES[account.agreementType as AgreementType],
    language,
    today: calendarDateAt(clock().getTime(), account.timeZone),
  };
}
