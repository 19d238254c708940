import { ok } from '@betalt/core/shared/result.ts';
import { sql } from 'kysely';
import { type Database, inTransaction } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import { findCaughtMail } from '../../db/queries/caught-mail.ts';
import type { ReceivedMail } from '../../mail/catch-all/catch-all-server.ts';
import { type ReadMail, readMail } from '../../mail/catch-all/read-mail.ts';

/** Older ones make room: it is a mailbox to look into, not an archive. */
export const CAUGHT_MAILS_KEPT = 500;

/** Keeps what the catch-all server took; it says yes to the sender only after this. */
export async function keepCaughtMail(
  db: Database,
  { envelopeFrom, envelopeTo, raw }: ReceivedMail,
  at: Date,
): Promise<void> {
  const { subject } = await readMail(raw);
  await inTransaction(db, async (tx) => {
    await tx
      .insertInto('caught_mail')
      .values({
        caught_mail_id: newId(),
        caught_at: at,
        envelope_from: envelopeFrom,
        envelope_to: [...envelopeTo],
        subject,
        raw,
      })
      .execute();
    await sql`delete from caught_mail where caught_mail_id in (
      select caught_mail_id from caught_mail order by caught_mail_id desc offset ${CAUGHT_MAILS_KEPT})`.execute(tx);
    return ok(undefined);
  });
}

export interface CaughtMail extends ReadMail {
  readonly caughtAt: Date;
  readonly envelopeTo: readonly string[];
}

/** One mail of the mailbox, taken apart; null for none of that id. */
export async function readCaughtMail(db: Database, caughtMailId: string): Promise<CaughtMail | null> {
  const row = await findCaughtMail(db, caughtMailId);
  if (row === undefined) return null;
  return { ...(await readMail(row.raw)), caughtAt: row.caught_at, envelopeTo: row.envelope_to };
}
