import { ROLES, type Role } from '@betalt/core/access/roles.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { Database } from '../../db/database.ts';
import { accountsNamed, profilesNamed, sectionsNamed } from '../../db/queries/role-scopes.ts';

/** Where a role is asked for, in a person's words: names or display names. */
export interface AskedPlace {
  readonly account: string;
  readonly profile?: string | undefined;
  readonly section?: string | undefined;
}

/** Where a role holds. Profile and section are null above their level. */
export interface RolePlace {
  readonly billingAccountId: string;
  readonly billingProfileId: string | null;
  readonly invoiceSectionId: string | null;
  readonly displayName: string;
}

export type PlaceRejection =
  | { readonly code: 'AccountNotFound' | 'ProfileNotFound' | 'SectionNotFound' }
  /** Several have the name: one of them has to be named by what only it has. */
  | { readonly code: 'AccountNotClear'; readonly ids: readonly string[] }
  | { readonly code: 'ProfileNotClear' | 'SectionNotClear' }
  /** The role is one of another level. */
  | { readonly code: 'RoleNeedsAccount' | 'RoleNeedsProfile' | 'RoleNeedsSection' };

/** Finds the one place of its level that a role is asked for at. */
export async function findRolePlace(
  db: Database,
  role: Role,
  asked: AskedPlace,
): Promise<Result<RolePlace, PlaceRejection>> {
  const mismatch = levelMismatch(role, asked);
  if (mismatch !== null) return err({ code: mismatch });
  const [account, ...otherAccounts] = await accountsNamed(db, asked.account);
  if (account === undefined) return err({ code: 'AccountNotFound' });
  if (otherAccounts.length > 0)
    return err({ code: 'AccountNotClear', ids: [account, ...otherAccounts].map((each) => each.billing_account_id) });
  const billingAccountId = account.billing_account_id;
  const whole = { billingAccountId, billingProfileId: null, invoiceSectionId: null, displayName: account.display_name };
  if (asked.profile === undefined) return ok(whole);
  const [profile, ...otherProfiles] = await profilesNamed(db, billingAccountId, asked.profile);
  if (profile?.billingProfileId === undefined) return err({ code: 'ProfileNotFound' });
  if (otherProfiles.length > 0) return err({ code: 'ProfileNotClear' });
  const { billingProfileId } = profile;
  if (asked.section === undefined) return ok({ ...whole, billingProfileId, displayName: profile.displayName });
  const [section, ...otherSections] = await sectionsNamed(db, billingAccountId, billingProfileId, asked.section);
  if (section?.invoiceSectionId === undefined) return err({ code: 'SectionNotFound' });
  if (otherSections.length > 0) return err({ code: 'SectionNotClear' });
  const { invoiceSectionId, displayName } = section;
  return ok({ billingAccountId, billingProfileId, invoiceSectionId, displayName });
}

function levelMismatch(
  role: Role,
  { profile, section }: AskedPlace,
): (PlaceRejection['code'] & `Role${string}`) | null {
  switch (ROLES[role].level) {
    case 'billingAccount':
      return profile === undefined && section === undefined ? null : 'RoleNeedsAccount';
    case 'billingProfile':
      return profile !== undefined && section === undefined ? null : 'RoleNeedsProfile';
    case 'invoiceSection':
      return profile !== undefined && section !== undefined ? null : 'RoleNeedsSection';
  }
}
