import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/** Under which key staff asked for something to be issued, and the hash of what they asked for. */
export interface IssuerKey {
  readonly principalId: string;
  readonly key: string;
  readonly requestHash: Buffer;
}

/** The invoice or credit note that the same key made before. Asked under the account's lock, so that two at once make one. */
export async function issuedByKey(
  tx: Tx,
  billingAccountId: string,
  key: IssuerKey | undefined,
): Promise<Result<string | undefined, { readonly code: 'IdempotencyKeyReused' }>> {
  if (key === undefined) return ok(undefined);
  const { rows } = await sql<{ name: string | null; is_same: boolean }>`
    select i.name, k.request_hash = ${key.requestHash} as is_same
    from idempotency_key k
    left join invoice i on i.billing_account_id = k.billing_account_id and i.invoice_id = k.invoice_id
    where k.billing_account_id = ${billingAccountId} and k.principal_id = ${key.principalId} and k.key = ${key.key}`.execute(
    tx,
  );
  const [known] = rows;
  if (known === undefined) return ok(undefined);
  return known.is_same && known.name !== null ? ok(known.name) : err({ code: 'IdempotencyKeyReused' });
}

export async function keepIssuerKey(
  tx: Tx,
  billingAccountId: string,
  key: IssuerKey | undefined,
  { name, at }: { readonly name: string; readonly at: Date },
): Promise<void> {
  if (key === undefined) return;
  await sql`
    insert into idempotency_key (billing_account_id, principal_id, key, request_hash, payment_id, invoice_id, created_at)
    select ${billingAccountId}, ${key.principalId}, ${key.key}, ${key.requestHash}, invoice_id, invoice_id, ${at}
    from invoice where billing_account_id = ${billingAccountId} and upper(name) = upper(${name})`.execute(tx);
}
