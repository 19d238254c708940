import { profilesWhere } from '@betalt/core/access/may.ts';
import { type Action, ISSUER_PERMISSIONS } from '@betalt/core/access/permissions.ts';
import type { Database } from '../../db/database.ts';
import type { Principal } from '../../identity/actor.ts';
import { selectRoles, toHeldRole } from './readable-accounts.ts';

/** Where somebody may do something: everywhere (staff of the issuer), or by account, whole or some profiles of it. */
export type ReadableProfiles = 'everywhere' | ReadonlyMap<string, 'all' | ReadonlySet<string>>;

/** Where the principal may read invoices now. Roles change, so whoever keeps this asks again. */
export async function readableProfiles(db: Database, principal: Principal): Promise<ReadableProfiles> {
  const action: Action = 'invoice.read';
  if (principal.issuerRoles.some((role) => ISSUER_PERMISSIONS[role].has(action))) return 'everywhere';
  const rows = await selectRoles(db, principal.userId);
  const byAccount = Map.groupBy(rows, ({ billing_account_id }) => billing_account_id);
  return new Map(
    [...byAccount].map(([account, held]) => {
      const roles = held.flatMap(toHeldRole);
      const profiles = profilesWhere(
        { userId: principal.userId, name: principal.name, roles, issuerRoles: [] },
        action,
      );
      return [account, profiles === 'all' ? profiles : new Set(profiles)] as const;
    }),
  );
}

/** @param billingProfileIds empty: the account as a whole, which those who read all of it may see */
export function covers(
  readable: ReadableProfiles,
  { billingAccountId, billingProfileIds }: { billingAccountId: string; billingProfileIds: readonly string[] },
): boolean {
  if (readable === 'everywhere') return true;
  const profiles = readable.get(billingAccountId);
  if (profiles === undefined || profiles === 'all') return profiles === 'all';
  return billingProfileIds.length > 0 && billingProfileIds.every((id) => profiles.has(id));
}
