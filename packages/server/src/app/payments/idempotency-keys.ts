import type { Database, Tx } from '../../db/database.ts';

const KEPT_MS = 7 * 24 * 3_600_000;

/** A key is kept for seven days (docs/domain/payments.md). An admin sweep over all accounts. */
export async function forgetIdempotencyKeys(db: Database, now: Date): Promise<bigint> {
  const { numDeletedRows } = await db
    .deleteFrom('idempotency_key')
    .where('created_at', '<', new Date(now.getTime() - KEPT_MS))
    .executeTakeFirstOrThrow();
  return numDeletedRows;
}

/** What a principal has asked for with a key before: which payment it made, and the hash of what was asked. */
export interface UsedKey {
  readonly paymentId: string;
  readonly requestHash: Buffer;
}

/** The keys of these names, by name. */
export async function findUsedKeys(
  db: Database,
  owner: KeyOwner,
  keys: readonly string[],
): Promise<ReadonlyMap<string, UsedKey>> {
  const rows = await db
    .selectFrom('idempotency_key')
    .select(['key', 'payment_id', 'request_hash'])
    .where('billing_account_id', '=', owner.billingAccountId)
    .where('principal_id', '=', owner.principalId)
    .where('key', 'in', [...keys])
    .execute();
  return new Map(rows.map((row) => [row.key, { paymentId: row.payment_id, requestHash: row.request_hash }]));
}

/** @throws a unique violation of `idempotency_key_pk` when another request has used one of the keys meanwhile */
export async function writeUsedKeys(
  tx: Tx,
  { billingAccountId, principalId }: KeyOwner,
  keys: readonly string[],
  { paymentId, requestHash, at }: UsedKey & { readonly at: Date },
): Promise<void> {
  const own = { billing_account_id: billingAccountId, principal_id: principalId, payment_id: paymentId };
  await tx
    .insertInto('idempotency_key')
    .values(keys.map((key) => ({ ...own, key, request_hash: requestHash, created_at: at })))
    .execute();
}

export interface KeyOwner {
  readonly billingAccountId: string;
  readonly principalId: string;
}
