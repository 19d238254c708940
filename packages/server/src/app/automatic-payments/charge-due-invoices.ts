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

/** About so many invoices a run, and so many at a time; a run that charged as many is followed by another at once. */
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
  const now = dependencies.clock();
  const failures: string[] = [];
  let charged = 0;
  let last: FoundInvoice | undefined;
  // Some of what is due cannot be charged (asked about, a card that has expired) and stays in front: the run goes on behind it.
  do {
    const due = await findDue(dependencies.db, now, last);
    for (const invoice of due) if (await tryOne(dependencies, invoice, failures)) charged += 1;
    last = due.length < MOST_CHARGED ? undefined : due.at(-1);
  } while (last !== undefined && charged < MOST_CHARGED);
  return { charged, failures };
}

/** Whether it was charged, or tried. */
async function tryOne(
  dependencies: AutomaticPaymentDependencies,
  invoice: DueInvoice,
  failures: string[],
): Promise<boolean> {
  try {
    const claim = await claimInvoice(dependencies, invoice);
    if (claim === null) return false;
    await charge(dependencies, claim);
    return true;
  } catch (error) {
    const { billingAccountId, invoiceId } = invoice;
    const reason = error instanceof Error ? error.message : String(error);
    failures.push(`account ${billingAccountId}, invoice ${invoiceId}: ${reason}`);
    return false;
  }
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

interface FoundInvoice extends DueInvoice {
  readonly dueOn: string;
}

/** Those behind one, oldest first. Over all accounts: a queue (docs/domain/tenancy.md). */
async function findDue(db: Database, now: Date, after: FoundInvoice | undefined): Promise<FoundInvoice[]> {
  const { rows } = await sql<FoundInvoice>`
    select i.billing_account_id as "billingAccountId", i.invoice_id as "invoiceId", i.due_on as "dueOn"
    from billing_profile p
    join billing_account a on a.billing_account_id = p.billing_account_id
    join invoice i on i.billing_account_id = p.billing_account_id and i.billing_profile_id = p.billing_profile_id
    left join automatic_payment t on t.billing_account_id = i.billing_account_id and t.invoice_id = i.invoice_id
    where p.pays_automatically and p.default_payment_method_id is not null
      and i.list_rank < 500000 and i.document_type = 'Invoice' and i.disputed_at is null and i.live_payment_id is null
      and i.due_on <= (${now}::timestamptz at time zone a.time_zone)::date
      and (t.invoice_id is null or (t.state = 'waiting' and t.next_try_at <= ${now}))
      and (${after === undefined} or (i.due_on, i.invoice_id) > (${after?.dueOn ?? null}::date, ${after?.invoiceId ?? null}::uuid))
    order by i.due_on, i.invoice_id limit ${MOST_CHARGED}`.execute(db);
  return rows;
}
