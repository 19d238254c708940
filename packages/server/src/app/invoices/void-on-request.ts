import type { Actor } from '@betalt/core/access/may.ts';
import type { Result } from '@betalt/core/shared/result.ts';
import { inTransaction } from '../../db/database.ts';
import {
  type AccessRejection,
  authorizeOnInvoice,
  type InvoiceReference,
  type IssuerDependencies,
} from './issuer-operation.ts';
import { type VoidRejection, voidInvoice } from './void-invoice.ts';

/** Makes an invoice void when staff of the issuer ask for it; see {@link voidInvoice}. */
export async function voidOnRequest(
  dependencies: IssuerDependencies,
  actor: Actor,
  { reason, ...reference }: InvoiceReference & { readonly reason: string },
): Promise<Result<void, AccessRejection | VoidRejection>> {
  const allowed = await authorizeOnInvoice(dependencies, actor, 'invoice.void', reference);
  if (!allowed.ok) return allowed;
  const at = dependencies.clock();
  const voided = await inTransaction(dependencies.db, (tx) =>
    voidInvoice(tx, reference, { issuer: actor, at, reason }),
  );
  if (voided.ok) dependencies.onCommitted();
  return voided;
}
