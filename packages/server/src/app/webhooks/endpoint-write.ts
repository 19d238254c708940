import { type Actor, may } from '@betalt/core/access/may.ts';
import { err, type Result } from '@betalt/core/shared/result.ts';
import { type Database, inTransaction, type Tx } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import { findWebhookEndpoint, type WebhookEndpointRow } from '../../db/queries/webhooks.ts';
import { logDenied } from '../access/log-denied.ts';
import type { SecretBox } from './secrets.ts';

export interface WebhookDependencies {
  readonly db: Database;
  readonly clock: () => Date;
  readonly secrets: SecretBox;
}

/** Which endpoint a write is about, and what must hold of it as it is under lock; undefined where there is none. */
export interface EndpointTarget {
  readonly billingAccountId: string;
  readonly name: string;
  readonly precondition: (current: WebhookEndpointRow | undefined) => boolean;
}

export type EndpointRejection = {
  readonly code: 'AuthorizationFailed' | 'PreconditionFailed' | 'WebhookEndpointNotFound';
};

/**
 * What every write to an endpoint goes through: permission, the account's row as the lock of all its endpoints, the precondition,
 * the change, and the activity log, in one transaction.
 */
export async function writeEndpoint<T, E>(
  { db, clock }: WebhookDependencies,
  actor: Actor,
  { billingAccountId, name, precondition }: EndpointTarget,
  action: string,
  change: (tx: Tx, current: WebhookEndpointRow | undefined) => Promise<Result<T, E | EndpointRejection>>,
): Promise<Result<T, E | EndpointRejection>> {
  if (!may(actor, 'account.update')) {
    await logDenied({ database: { db }, clock }, actor, { billingAccountId, action, resourceId: name });
    return err({ code: 'AuthorizationFailed' });
  }
  return inTransaction<T, E | EndpointRejection>(db, async (tx) => {
    await lockAccount(tx, billingAccountId);
    const current = await findWebhookEndpoint(tx, billingAccountId, name);
    if (!precondition(current)) return err({ code: 'PreconditionFailed' });
    const changed = await change(tx, current);
    if (changed.ok) {
      const who = { actor_id: actor.userId, actor_name: actor.name };
      await logEndpointActivity(tx, { billingAccountId, name, action, at: clock(), who });
    }
    return changed;
  });
}

async function lockAccount(tx: Tx, billingAccountId: string): Promise<void> {
  await tx
    .selectFrom('billing_account')
    .select('billing_account_id')
    .where('billing_account_id', '=', billingAccountId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
}

export async function logEndpointActivity(
  tx: Tx,
  {
    billingAccountId,
    name,
    action,
    at,
    who,
    facts = {},
  }: {
    billingAccountId: string;
    name: string;
    action: string;
    at: Date;
    who: { actor_id: string | null; actor_name: string };
    facts?: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  await tx
    .insertInto('activity_log')
    .values({
      billing_account_id: billingAccountId,
      activity_id: newId(),
      at,
      ...who,
      action,
      resource_id: name,
      result: 'Succeeded',
      facts: JSON.stringify(facts),
    })
    .execute();
}
