import type { Actor, HeldRole } from '@betalt/core/access/may.ts';
import { isRole } from '@betalt/core/access/roles.ts';
import type { Database } from '../../db/database.ts';
import { accountName, parseAccountName } from '../../identity/account-name.ts';
import type { Principal } from '../../identity/actor.ts';

/** An account that somebody may see, with what they hold there. */
export interface ReadableAccount {
  readonly billingAccountId: string;
  readonly name: string;
  readonly displayName: string;
  readonly actor: Actor;
}

/** Nobody works in more accounts than this at once; whoever may see more names the account. */
const MOST_ACCOUNTS = 50;

/**
 * The accounts whose rows the principal may be shown at all: those they hold a role on, or any for staff of the issuer.
 *
 * @param only the name of one account, to look nowhere else; a name that is no account's finds none
 * @param named a part of the display name, whatever the case: staff of the issuer have more accounts than are looked through
 */
export async function readableAccounts(
  db: Database,
  principal: Principal,
  { only, named, most = MOST_ACCOUNTS }: Wanted = {},
): Promise<readonly ReadableAccount[]> {
  const asked = only === undefined ? undefined : parseAccountName(only);
  if (asked === null) return [];
  const rows = await selectAccounts(db, principal, { only: asked?.billingAccountId, named, most });
  const roles = await selectRoles(db, principal.userId);
  return rows.map((row) => ({
    billingAccountId: row.billing_account_id,
    name: accountName({ billingAccountId: row.billing_account_id, organizationId: row.organization_id }),
    displayName: row.display_name,
    actor: {
      userId: principal.userId,
      name: principal.name,
      issuerRoles: principal.issuerRoles,
      roles: roles.filter((held) => held.billing_account_id === row.billing_account_id).flatMap(toHeldRole),
    },
  }));
}

interface Wanted {
  readonly only?: string | undefined;
  readonly named?: string | undefined;
  readonly most?: number | undefined;
}

function selectAccounts(db: Database, principal: Principal, { only, named, most }: Wanted & { most: number }) {
  const seesAll = principal.issuerRoles.length > 0;
  return db
    .selectFrom('billing_account as a')
    .select(['a.billing_account_id', 'a.organization_id', 'a.display_name'])
    .$if(!seesAll, (query) =>
      query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('user_account as ua')
            .select('ua.user_id')
            .whereRef('ua.billing_account_id', '=', 'a.billing_account_id')
            .where('ua.user_id', '=', principal.userId),
        ),
      ),
    )
    .$if(only !== undefined, (query) => query.where('a.billing_account_id', '=', only ?? ''))
    .$if(named !== undefined, (query) =>
      query.where(({ eb, fn, val }) =>
        eb(fn<number>('strpos', [fn('lower', ['a.display_name']), val(named?.toLowerCase() ?? '')]), '>', 0),
      ),
    )
    .orderBy('a.display_name')
    .orderBy('a.billing_account_id')
    .limit(most)
    .execute();
}

export function selectRoles(db: Database, userId: string) {
  return db
    .selectFrom('user_account as ua')
    .innerJoin('role_assignment as r', (join) =>
      join.onRef('r.billing_account_id', '=', 'ua.billing_account_id').onRef('r.user_id', '=', 'ua.user_id'),
    )
    .select(['r.billing_account_id', 'r.role', 'r.billing_profile_id', 'r.invoice_section_id'])
    .where('ua.user_id', '=', userId)
    .execute();
}

/** A row's role as the matrix knows it; none for one that it does not. */
export function toHeldRole(row: {
  readonly role: string;
  readonly billing_profile_id: string | null;
  readonly invoice_section_id: string | null;
}): HeldRole[] {
  if (!isRole(row.role)) return [];
  const billingProfileId = row.billing_profile_id ?? undefined;
  const invoiceSectionId = row.invoice_section_id ?? undefined;
  return [{ role: row.role, billingProfileId, invoiceSectionId }];
}
