import type { Language, PortalSession, Theme } from '@betalt/contract/portal/session.ts';
import type { Database } from '../db/database.ts';
import { accountName } from './account-name.ts';

/** What the portal shows of who is signed in: settings, the accounts they may see with their roles there, roles at the issuer. */
export async function readPortalSession(db: Database, userId: string): Promise<PortalSession> {
  const [person, roles, issuerRoles] = await Promise.all([
    readPerson(db, userId),
    readHeldRoles(db, userId),
    db.selectFrom('issuer_role_assignment').select('role').where('user_id', '=', userId).orderBy('role').execute(),
  ]);
  const accounts = issuerRoles.length > 0 ? await readIssuersAccounts(db) : await readOwnAccounts(db, userId);
  return {
    user: { id: userId, name: person.name, email: person.email },
    settings: {
      // The check constraints of user_setting hold both to the contract's words.
      ...(person.language === null ? {} : { language: person.language as Language }),
      theme: (person.theme ?? 'system') as Theme,
      showSourceOnHover: person.show_source_on_hover ?? false,
    },
    billingAccounts: accounts.map((account) => presentAccount(account, roles)),
    issuerRoles: issuerRoles.map(({ role }) => role),
  };
}

type AccountRow = Awaited<ReturnType<typeof readOwnAccounts>>[number];
type HeldRoleRow = Awaited<ReturnType<typeof readHeldRoles>>[number];

function readPerson(db: Database, userId: string) {
  return db
    .selectFrom('app_user as u')
    .leftJoin('user_setting as s', 's.user_id', 'u.user_id')
    .select(['u.name', 'u.email', 's.language', 's.theme', 's.show_source_on_hover'])
    .where('u.user_id', '=', userId)
    .executeTakeFirstOrThrow();
}

const ACCOUNT_COLUMNS = [
  'a.billing_account_id',
  'a.organization_id',
  'a.display_name',
  'a.agreement_type',
  'a.time_zone',
] as const;

function readOwnAccounts(db: Database, userId: string) {
  return db
    .selectFrom('user_account as ua')
    .innerJoin('billing_account as a', 'a.billing_account_id', 'ua.billing_account_id')
    .select(ACCOUNT_COLUMNS)
    .where('ua.user_id', '=', userId)
    .orderBy('a.display_name')
    .limit(ACCOUNTS_SHOWN)
    .execute();
}

/** Staff of the issuer see every customer's account; those who want another than the first ones search for it. */
function readIssuersAccounts(db: Database) {
  return db
    .selectFrom('billing_account as a')
    .select(ACCOUNT_COLUMNS)
    .orderBy('a.display_name')
    .limit(ACCOUNTS_SHOWN)
    .execute();
}

const ACCOUNTS_SHOWN = 200;

function readHeldRoles(db: Database, userId: string) {
  return db
    .selectFrom('user_account as ua')
    .innerJoin('role_assignment as r', (join) =>
      join.onRef('r.billing_account_id', '=', 'ua.billing_account_id').onRef('r.user_id', '=', 'ua.user_id'),
    )
    .leftJoin('billing_profile as p', (join) =>
      join
        .onRef('p.billing_account_id', '=', 'r.billing_account_id')
        .onRef('p.billing_profile_id', '=', 'r.billing_profile_id'),
    )
    .leftJoin('invoice_section as s', (join) =>
      join
        .onRef('s.billing_account_id', '=', 'r.billing_account_id')
        .onRef('s.invoice_section_id', '=', 'r.invoice_section_id'),
    )
    .select([
      'r.billing_account_id',
      'r.role',
      'p.name as profile_name',
      'p.display_name as profile_display_name',
      's.name as section_name',
      's.display_name as section_display_name',
    ])
    .where('ua.user_id', '=', userId)
    .orderBy('r.created_at')
    .execute();
}

function presentAccount(account: AccountRow, roles: readonly HeldRoleRow[]): PortalSession['billingAccounts'][number] {
  const name = accountName({ billingAccountId: account.billing_account_id, organizationId: account.organization_id });
  const id = `/providers/Microsoft.Billing/billingAccounts/${name}`;
  return {
    id,
    name,
    displayName: account.display_name,
    agreementType: account.agreement_type,
    timeZone: account.time_zone,
    roles: roles
      .filter((held) => held.billing_account_id === account.billing_account_id)
      .map((held) => ({
        roleName: held.role,
        scope: scopeOf(id, held),
        scopeDisplayName: held.section_display_name ?? held.profile_display_name ?? account.display_name,
      })),
  };
}

function scopeOf(accountId: string, { profile_name, section_name }: HeldRoleRow): string {
  if (profile_name === null) return accountId;
  const profile = `${accountId}/billingProfiles/${profile_name}`;
  return section_name === null ? profile : `${profile}/invoiceSections/${section_name}`;
}
