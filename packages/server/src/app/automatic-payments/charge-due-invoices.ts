import type { AgreementType } from '@betalt/core/accounts/payment-rules.ts';
import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';
import { automaticPayer } from '../payments/payer.ts';
import type { AutomaticPaymentDependencies } from './automatic-payment-dependencies.ts';
import { type Claim, claimInvoice, type DueInvoice } from './claim-invoice.ts';
import { clearPaid, followTries, recordTry, releaseClaim } from './record-try.ts';

export interface ChargedRun {
  /** How many invoices were charged, or tried. */
  readonly charged: number;
  /** What went wrong with others, a sentence each: their claims come back, and they hold up nobody. */
  readonly failures: readonly string[];
}

/** At most so many invoices a run; a run that found as many is followed by another at once. */
export const MOST_CHARGED = 100;

/**
 * Charges what has fallen due on profiles that pay automatically:
 *
 * | step   | transaction | what                                                                                     |
 * | ------ | ----------- | ---------------------------------------------------------------------------------------- |
 * | follow | one a try   | tries that were under way and have ended (`record-try.ts`)                               |
 * | find   | none        | due today or before in the account's zone, and not tried, or to be tried again by now    |
 * | claim  | one each    | under the invoice's lock: two workers charge once (`claim-invoice.ts`)                   |
 * | pay    | as always   | off session, in three passes, with the profile's default method                          |
 * | record | one each    | paid, to be tried again, needs the payer, or stopped (`core/payments/automatic.ts`)      |
 */
export async function chargeDueInvoices(dependencies: AutomaticPaymentDependencies): Promise<ChargedRun> {
  await followTries(dependencies);
  await clearPaid(dependencies);
  const due = await findDue(dependencies.db, dependencies.clock());
  const failures: string[] = [];
  let charged = 0;
  for (const invoice of due) {
    try {
      const claim = await claimInvoice(dependencies, invoice);
      if (claim === null) continue;
      await charge(dependencies, claim);
      charged += 1;
    } catch (error) {
      const { billingAccountId, invoiceId } = invoice;
      const reason = error instanceof Error ? error.message : String(error);
      failures.push(`account ${billingAccountId}, invoice ${invoiceId}: ${reason}`);
    }
  }
  return { charged, failures };
}

async function charge(dependencies: AutomaticPaymentDependencies, claim: Claim): Promise<void> {
  if (claim.unfinishedPaymentId !== null) return recordTry(dependencies, claim, claim.unfinishedPaymentId);
  const paid = await dependencies.payments.pay(automaticPayer(claim.billingProfileId), {
    billingAccountId: claim.billingAccountId,
    agreementType: claim.agreementType as AgreementType,
    paymentMethodId: claim.paymentMethodId,
    invoices: [{ name: claim.invoiceName }],
    idempotencyKey: `automatic:${claim.invoiceId}:${claim.claimedAt.toISOString()}`,
  });
  return paid.ok ? recordTry(dependencies, claim, paid.value) : releaseClaim(dependencies, claim);
}

/** Over all accounts: a queue (docs/domain/tenancy.md). */
async function findDue(db: Database, now: Date): Promise<DueInvoice[]> {
  const { rows } = await sql<DueInvoice>`
    select i.billing_account_id as "billingAccountId", i.invoice_id as "invoiceId"
    from billing_profile p
    join billing_account a on a.billing_account_id = p.billing_account_id
    join invoice i on i.billing_account_id = p.billing_account_id and i.billing_profile_id = p.billing_profile_id
    left join automatic_payment t on t.billing_account_id = i.billing_account_id and t.invoice_id = i.invoice_id
    where p.pays_automatically and p.default_payment_method_id is not null
      and i.list_rank < 500000 and i.document_type = 'Invoice' and i.disputed_at is null and i.live_payment_id is null
      and i.due_on <= (${now}::timestamptz at time zone a.time_zone)::date
      and (t.invoice_id is null or (t.state = 'waiting' and t.next_try_at <= ${now}))
    order by i.due_on, i.invoice_id limit ${MOST_CHARGED}`.execute(db);
  return rows;
}
