import type { Database } from '../db/database.ts';
import { SESSION_IDLE_MS } from './actor.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * Takes away what opens and slows nothing any more: sessions that have ended by age or idleness, and failed sign-ins of yesterday,
 * which are kept for an hour. Strangers choose the addresses of the latter, so they are bounded by this alone.
 */
export async function forgetExpired(db: Database, now: Date): Promise<void> {
  await db
    .deleteFrom('user_session')
    .where(({ or, eb }) =>
      or([eb('expires_at', '<', now), eb('updated_at', '<', new Date(now.getTime() - SESSION_IDLE_MS))]),
    )
    .execute();
  await db
    .deleteFrom('sign_in_throttle')
    .where('window_started_at', '<', new Date(now.getTime() - DAY_MS))
    .execute();
}
