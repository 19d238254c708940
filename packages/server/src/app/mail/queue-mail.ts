import type { DunningStep } from '@betalt/core/dunning/timeline.ts';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import { compose } from '../../mail/letters/compose.ts';
import type { Letter } from '../../mail/letters/letter.ts';
import type { Recipient } from './recipients.ts';

/** What every mail of an installation has in common. */
export interface MailSettings {
  readonly issuerName: string;
  /** Where people reach the portal, without a trailing slash. */
  readonly portalUrl: string;
}

export interface MailOrder {
  readonly account: MailAccount;
  readonly billingProfileId: string | null;
  /** What made it, such as `event:{id}`: the same cause writes to the same address once, however often this is called. */
  readonly cause: string;
  readonly letter: Letter;
  readonly to: readonly Recipient[];
  /** The invoice that it asks to pay: it is sent only if that is still to be paid then. */
  readonly asksFor?: { readonly invoiceId: string; readonly step: DunningStep | null } | undefined;
}

export interface MailAccount {
  readonly billingAccountId: string;
  /** Name in addresses (identity/account-name.ts). */
  readonly name: string;
  readonly displayName: string;
}

/**
 * Writes a mail to each recipient, in their language, and wakes the sender, all in the caller's transaction: what is rolled back
 * is never sent.
 *
 * @returns how many were written; fewer than recipients when the cause had written to some of them before
 */
export async function queueMail(tx: Tx, order: MailOrder, settings: MailSettings, at: Date): Promise<number> {
  if (order.to.length === 0) return 0;
  const rows = order.to.map((recipient) => toRow(order, recipient, settings, at));
  const written = await tx
    .insertInto('mail_message')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('mail_id')
    .execute();
  if (written.length > 0) await wakeSender(tx);
  return written.length;
}

function toRow(
  { account, billingProfileId, cause, letter, asksFor }: MailOrder,
  to: Recipient,
  settings: MailSettings,
  at: Date,
) {
  const { subject, html, text } = compose(letter, {
    ...settings,
    language: to.language,
    why: to.why,
    accountName: account.name,
    customerName: account.displayName,
  });
  return {
    billing_account_id: account.billingAccountId,
    mail_id: newId(),
    kind: letter.kind,
    recipient: to.address,
    recipient_name: to.name,
    language: to.language,
    subject,
    html,
    text,
    cause,
    billing_profile_id: billingProfileId,
    invoice_id: asksFor?.invoiceId ?? null,
    step: asksFor?.step ?? null,
    next_try_at: at,
    created_at: at,
  };
}

/** One job waits at a time; it goes with the transaction. */
async function wakeSender(tx: Tx): Promise<void> {
  await sql`select graphile_worker.add_job('send_mail', job_key := 'send_mail')`.execute(tx);
}
