import type { DunningFacts } from '@betalt/core/dunning/timeline.ts';
import { isCurrency } from '@betalt/core/money/currency.ts';
import { type Money, money } from '@betalt/core/money/money.ts';
import { assert } from '@betalt/core/shared/assert.ts';
import { calendarDate } from '@betalt/core/shared/calendar-date.ts';
import type { AccountToSweep, DunningRow } from '../../db/queries/dunning.ts';
import { accountName } from '../../identity/account-name.ts';
import type { CardInMail, InvoiceInMail } from '../../mail/letters/letter.ts';
import type { MailAccount } from '../mail/queue-mail.ts';

/** The row as the timeline sees it. */
export function toDunningFacts(row: DunningRow): DunningFacts {
  return {
    documentType: row.document_type === 'CreditNote' ? 'CreditNote' : 'Invoice',
    amountDueMinor: row.amount_due_minor,
    dueOn: calendarDate(row.due_on),
    voidedAt: row.voided_at,
    disputedAt: row.disputed_at,
    hasOpenQuery: row.has_open_query,
    hasLivePayment: row.live_outcome !== null,
  };
}

/** The row as a mail shows it. */
export function toInvoiceInMail(row: DunningRow): InvoiceInMail {
  return {
    name: row.name,
    number: row.number,
    profileName: row.profile_display_name,
    amountDue: amount(row.currency, row.amount_due_minor),
    total: amount(row.currency, row.total_minor),
    dueOn: calendarDate(row.due_on),
    paymentReference: row.payment_reference,
  };
}

/** The card that is charged on the due date without anybody pressing anything; null for none. */
export function chargedCard({ charged_brand: brand, charged_last_four: lastFour }: DunningRow): CardInMail | null {
  return brand === null ? null : { brand, lastFour };
}

export function toMailAccount(account: AccountToSweep): MailAccount {
  const { billing_account_id: billingAccountId, organization_id: organizationId, display_name: displayName } = account;
  return { billingAccountId, name: accountName({ billingAccountId, organizationId }), displayName };
}

export function amount(currency: string, amountMinor: bigint): Money {
  assert(isCurrency(currency), `${currency} is a currency`);
  return money(currency, amountMinor);
}
