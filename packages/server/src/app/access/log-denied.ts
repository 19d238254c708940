import type { Actor } from '@betalt/core/access/may.ts';
import type { Database } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';

/** A refused attempt is part of the account's activity: whoever looks after the account wants to know of it. */
export async function logDenied(
  { database, clock }: { database: { db: Database }; clock: () => Date },
  actor: Actor,
  { billingAccountId, action, resourceId }: { billingAccountId: string; action: string; resourceId: string },
): Promise<void> {
  await database.db
    .insertInto('activity_log')
    .values({
      billing_account_id: billingAccountId,
      activity_id: newId(),
      at: clock(),
      actor_id: actor.userId,
      actor_name: actor.name,
      action,
      resource_id: resourceId,
      result: 'Denied',
      facts: '{}',
    })
    .execute();
}
