import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Database, Tx } from '../database.ts';
import type { MailMessage } from '../tables.ts';

export type MailRow = Selectable<MailMessage>;
export type WaitingMail = Pick<MailRow, 'billing_account_id' | 'mail_id' | 'invoice_id' | 'created_at'>;

/** Mails whose next try has come, oldest first, over all accounts: a queue (docs/domain/tenancy.md). */
export function listWaitingMails(db: Database, now: Date, limit: number): Promise<WaitingMail[]> {
  return db
    .selectFrom('mail_message')
    .select(['billing_account_id', 'mail_id', 'invoice_id', 'created_at'])
    .where('state', '=', 'queued')
    .where('next_try_at', '<=', now)
    .orderBy('next_try_at')
    .limit(limit)
    .execute();
}

/** Takes one that waits, by moving its next try ahead; undefined when another worker has it. */
export function claimMail(
  tx: Tx,
  { billing_account_id, mail_id }: WaitingMail,
  { now, until }: { readonly now: Date; readonly until: Date },
): Promise<MailRow | undefined> {
  return tx
    .updateTable('mail_message')
    .set((column) => ({ next_try_at: until, tries: column('tries', '+', 1) }))
    .where('billing_account_id', '=', billing_account_id)
    .where('mail_id', '=', mail_id)
    .where('state', '=', 'queued')
    .where('next_try_at', '<=', now)
    .returningAll()
    .executeTakeFirst();
}

/** Was another notice of the invoice given since? */
export async function hasLaterNotice(
  db: Database,
  {
    billing_account_id,
    invoice_id,
    after,
  }: { readonly billing_account_id: string; readonly invoice_id: string; readonly after: Date },
): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (select from dunning_notice
    where billing_account_id = ${billing_account_id} and invoice_id = ${invoice_id} and given_at > ${after}) as found`.execute(
    db,
  );
  return rows[0]?.found === true;
}

/** How many wait, and for how long the oldest has: what a host without a mail server is told. */
export async function countWaitingMails(db: Database): Promise<number> {
  const { waiting } = await db
    .selectFrom('mail_message')
    .select((select) => select.fn.countAll<bigint>().as('waiting'))
    .where('state', '=', 'queued')
    .executeTakeFirstOrThrow();
  return Number(waiting);
}
