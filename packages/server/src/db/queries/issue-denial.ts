import type { Actor } from '@betalt/core/access/may.ts';
import type { Database } from '../database.ts';
import { newId } from '../new-id.ts';

export interface Denial {
  readonly billingAccountId: string;
  readonly actor: Pick<Actor, 'userId' | 'name'>;
  readonly action: string;
  readonly resourceId: string;
  readonly at: Date;
}

/** Both sides can read who tried what they may not do. Outside any transaction, since nothing else is written. */
export async function recordDenial(db: Database, denial: Denial): Promise<void> {
  const { billingAccountId, actor, action, resourceId, at } = denial;
  await db
    .insertInto('activity_log')
    .values({
      billing_account_id: billingAccountId,
      activity_id: newId(),
      at,
      actor_id: actor.userId,
      actor_name: actor.name,
      action,
      resource_id: resourceId,
      result: 'Denied',
    })
    .execute();
}
