import { useQuery } from '@tanstack/react-query';
import { billingProfilesQuery } from '../api/queries/accounts.ts';
import { useSession } from '../api/queries/session.ts';
import type { Scope } from '../scope.ts';

/** What people call the scope: the profile's display name, or the account's. Its name in the address until that is known. */
export function useScopeName({ account, profile }: Scope): string {
  const { billingAccounts } = useSession();
  const { data: profiles } = useQuery({ ...billingProfilesQuery(account), enabled: profile !== undefined });
  const accountName = billingAccounts.find(({ name }) => name === account)?.displayName ?? account;
  if (profile === undefined) return accountName;
  return profiles?.find(({ name }) => name === profile)?.properties.displayName ?? profile;
}
