import type { Selectable } from 'kysely';
import type { Database } from '../database.ts';
import type { CaughtMail } from '../tables.ts';

export type CaughtMailRow = Selectable<CaughtMail>;
export type ListedCaughtMail = Omit<CaughtMailRow, 'raw' | 'envelope_from'>;

/** Newest first, without what they say; those to one address, when it is asked for. */
export function listCaughtMails(
  db: Database,
  { limit, to }: { readonly limit: number; readonly to?: string | undefined },
): Promise<ListedCaughtMail[]> {
  let query = db.selectFrom('caught_mail').select(['caught_mail_id', 'caught_at', 'envelope_to', 'subject']);
  if (to !== undefined) query = query.where((where) => where(where.val(to), '=', where.fn.any('envelope_to')));
  return query.orderBy('caught_mail_id', 'desc').limit(limit).execute();
}

export function findCaughtMail(db: Database, caughtMailId: string): Promise<CaughtMailRow | undefined> {
  return db.selectFrom('caught_mail').selectAll().where('caught_mail_id', '=', caughtMailId).executeTakeFirst();
}
