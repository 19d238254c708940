import type { Database } from '../database.ts';

/** A billing profile that invoices can be imported into. */
export interface ImportTarget {
  readonly billingAccountId: string;
  readonly accountDisplayName: string;
  readonly billingProfileName: string;
  readonly displayName: string;
  readonly currency: string;
}

export interface ImportChoice {
  readonly account?: string | undefined;
  readonly profile?: string | undefined;
}

/**
 * The profiles that a choice leaves, oldest account first; names and display names are compared whatever the case. For the
 * host's own command line: it reads across accounts.
 */
export async function importTargets(db: Database, { account, profile }: ImportChoice): Promise<ImportTarget[]> {
  const profiles = await db
    .selectFrom('billing_profile as p')
    .innerJoin('billing_account as a', 'a.billing_account_id', 'p.billing_account_id')
    .select([
      'a.billing_account_id as billingAccountId',
      'a.organization_id as organizationId',
      'a.display_name as accountDisplayName',
      'p.name as billingProfileName',
      'p.display_name as displayName',
      'p.currency',
    ])
    .where('p.status', '<>', 'Deleted')
    .orderBy('a.created_at')
    .orderBy('a.billing_account_id')
    .orderBy('p.created_at')
    .orderBy('p.name')
    .execute();
  return profiles
    .filter((each) => isNamed(account, accountNames(each)))
    .filter((each) => isNamed(profile, [each.billingProfileName, each.displayName]));
}

function accountNames(row: { billingAccountId: string; organizationId: string; accountDisplayName: string }): string[] {
  const { billingAccountId, organizationId, accountDisplayName } = row;
  return [accountDisplayName, billingAccountId, `${billingAccountId}:${organizationId}_2019-05-31`];
}

function isNamed(asked: string | undefined, names: readonly string[]): boolean {
  return asked === undefined || names.some((name) => name.toLowerCase() === asked.toLowerCase());
}
