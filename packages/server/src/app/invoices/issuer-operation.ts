import { type Actor, may } from '@betalt/core/access/may.ts';
import type { Action } from '@betalt/core/access/permissions.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';
import { logDenied } from '../access/log-denied.ts';

export interface IssuerDependencies {
  readonly db: Database;
  readonly clock: () => Date;
  /** Tells the live stream of this process that the outbox has something new. */
  readonly onCommitted: () => void;
}

export interface InvoiceReference {
  readonly billingAccountId: string;
  /** In URLs; whatever the case. */
  readonly invoiceName: string;
}

export type AccessRejection = { readonly code: 'InvoiceNotFound' | 'AuthorizationFailed' };

/** The profile of an invoice that the actor may do this with. Whoever may not read it learns no more than that there is none. */
export async function authorizeOnInvoice(
  { db, clock }: Pick<IssuerDependencies, 'db' | 'clock'>,
  actor: Actor,
  action: Action,
  { billingAccountId, invoiceName }: InvoiceReference,
): Promise<Result<{ billingProfileId: string }, AccessRejection>> {
  const { rows } = await sql<{ billingProfileId: string }>`
    select billing_profile_id as "billingProfileId" from invoice
    where billing_account_id = ${billingAccountId} and upper(name) = upper(${invoiceName})`.execute(db);
  const [profile] = rows;
  if (profile === undefined || !may(actor, 'invoice.read', profile)) return err({ code: 'InvoiceNotFound' });
  if (may(actor, action, profile)) return ok(profile);
  await logDenied({ database: { db }, clock }, actor, { billingAccountId, action, resourceId: invoiceName });
  return err({ code: 'AuthorizationFailed' });
}
