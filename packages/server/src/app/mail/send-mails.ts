import { silenceOf } from '@betalt/core/dunning/timeline.ts';
import { ok } from '@betalt/core/shared/result.ts';
import { type Database, inTransaction, type Tx } from '../../db/database.ts';
import { lockDunningInvoice } from '../../db/queries/dunning.ts';
import { claimMail, hasLaterNotice, listWaitingMails, type MailRow, type WaitingMail } from '../../db/queries/mail.ts';
import type { MailAddress, Mailer, SendAnswer } from '../../mail/mailer.ts';
import { toDunningFacts } from '../dunning/dunning-facts.ts';
import { messageId } from './message-id.ts';
import { settleMail } from './settle-mail.ts';

export interface SendDependencies {
  readonly db: Database;
  readonly mailer: Mailer;
  readonly sender: MailAddress;
  readonly clock: () => Date;
}

const BATCH = 50;
/** As many as the mailer keeps connections. */
const AT_ONCE = 3;
/** A claimed mail is nobody else's for this long; if its worker dies, another takes it then, under the same Message-ID. */
const CLAIM_SECONDS = 180;
/** What asks for money while a payment is under way is looked at again after this. */
const WAIT_FOR_PAYMENT_SECONDS = 300;

/**
 * Sends what waits, oldest first, at least once: a mail is claimed in one transaction, handed over with none open, and settled in
 * another. Claiming looks once more, under the invoice's lock, whether what a mail asks to be paid is still to be paid: a payment
 * is either before that, and the mail is dropped, or after it. The lock is not held while the mail server is talked to, because
 * whoever pays at that moment would have to wait for it.
 *
 * @returns how many were looked at; a full 50 means that there may be more
 */
export async function sendDueMails(dependencies: SendDependencies): Promise<number> {
  const waiting = await listWaitingMails(dependencies.db, dependencies.clock(), BATCH);
  const queue = [...waiting];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await sendOne(dependencies, next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return waiting.length;
}

async function sendOne(dependencies: SendDependencies, waiting: WaitingMail): Promise<void> {
  const claimed = await claim(dependencies, waiting);
  if (claimed === null) return;
  const answer = await handOver(dependencies, claimed);
  await settleMail(dependencies.db, claimed, answer, dependencies.clock());
}

/** Null when there is nothing to send: taken by another worker, dropped, or put off. */
async function claim({ db, clock }: SendDependencies, waiting: WaitingMail): Promise<MailRow | null> {
  const now = clock();
  const result = await inTransaction(db, async (tx) => {
    const hindrance = await hindranceOf(tx, waiting);
    const claimed = await claimMail(tx, waiting, { now, until: later(now, CLAIM_SECONDS) });
    if (claimed === undefined || hindrance === null) return ok(claimed ?? null);
    if (hindrance === 'payment_under_way') await putOff(tx, waiting, later(now, WAIT_FOR_PAYMENT_SECONDS));
    else await drop(tx, waiting, hindrance);
    return ok(null);
  });
  return result.ok ? result.value : null;
}

/** Why a mail that asks for money is not to be sent now; null for none, and for a mail that asks for none. */
async function hindranceOf(
  tx: Tx,
  { billing_account_id, invoice_id, created_at }: WaitingMail,
): Promise<string | null> {
  if (invoice_id === null) return null;
  const row = await lockDunningInvoice(tx, billing_account_id, invoice_id);
  if (row === undefined) return 'void';
  // After days without a mail server, only the latest word about an invoice is worth sending.
  if (await hasLaterNotice(tx, { billing_account_id, invoice_id, after: created_at })) return 'superseded';
  return silenceOf(toDunningFacts(row));
}

function handOver({ mailer, sender }: SendDependencies, mail: MailRow): Promise<SendAnswer> {
  return mailer.send({
    messageId: messageId(mail.mail_id, sender),
    from: sender,
    to: { name: mail.recipient_name, address: mail.recipient },
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    language: mail.language,
  });
}

async function drop(tx: Tx, { billing_account_id, mail_id }: WaitingMail, reason: string): Promise<void> {
  await tx
    .updateTable('mail_message')
    .set({ state: 'dropped', next_try_at: null, last_error: reason })
    .where('billing_account_id', '=', billing_account_id)
    .where('mail_id', '=', mail_id)
    .execute();
}

async function putOff(tx: Tx, { billing_account_id, mail_id }: WaitingMail, until: Date): Promise<void> {
  await tx
    .updateTable('mail_message')
    .set((column) => ({ next_try_at: until, tries: column('tries', '-', 1), last_error: 'payment_under_way' }))
    .where('billing_account_id', '=', billing_account_id)
    .where('mail_id', '=', mail_id)
    .execute();
}

function later(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000);
}
