import type { Wiring } from '../wiring.ts';
import type { Principal } from './actor.ts';

// Being seen is written at most this often: a read request costs no write.
const TOUCH_EVERY_MS = 5 * 60_000;

/** Notes that a session is in use, so that it does not end for idleness. Not waited for: the request owes nothing to it. */
export function touchSession({ database, clock, log }: Wiring, sessionToken: string, { seenAt }: Principal): void {
  const now = clock();
  if (seenAt !== null && now.getTime() - seenAt.getTime() < TOUCH_EVERY_MS) return;
  database.db
    .updateTable('user_session')
    .set({ updated_at: now })
    .where('token', '=', sessionToken)
    .execute()
    .catch((error: unknown) => log.warn({ err: error }, 'could not note that a session is in use'));
}

/** Ends one session: sign-out, and the old one of a browser that signs in again. Unknown tokens end nothing. */
export async function endSession({ database }: Pick<Wiring, 'database'>, sessionToken: string): Promise<void> {
  await database.db.deleteFrom('user_session').where('token', '=', sessionToken).execute();
}
