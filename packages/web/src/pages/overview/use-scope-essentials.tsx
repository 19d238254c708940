import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { billingProfilesQuery } from '../../api/queries/accounts.ts';
import { useSession } from '../../api/queries/session.ts';
import type { Essential } from '../../components/essentials-grid.tsx';
import { useFieldTerms } from '../../components/use-field-terms.ts';
import { type Scope, scopeId } from '../../scope.ts';
import { rolesFor } from '../billing-scopes/roles-for.ts';

/** Type of account, role, currency, … of the scope, from the session and the profiles that are read anyway. */
export function useScopeEssentials(scope: Scope): Essential[] {
  const { t, i18n } = useLingui();
  const terms = useFieldTerms();
  const { billingAccounts } = useSession();
  const { data: profiles } = useQuery(billingProfilesQuery(scope.account));
  const account = billingAccounts.find(({ name }) => name === scope.account);
  const inScope = profiles?.filter(({ name }) => scope.profile === undefined || name === scope.profile) ?? [];
  const list = new Intl.ListFormat(i18n.locale, { type: 'unit', style: 'short' });
  const currencies = [...new Set(inScope.map(({ properties }) => properties.currency))];
  const roles = account === undefined ? [] : rolesFor(account, scopeId(scope)).map(terms.role);
  const all: Essential[] = [
    { key: 'account', label: t`Billing account`, value: account?.displayName ?? scope.account },
    {
      key: 'type',
      label: t`Type of account`,
      value: account === undefined ? '—' : terms.agreement(account.agreementType),
    },
    { key: 'role', label: t`My role`, value: roles.length === 0 ? t`On billing profiles only` : list.format(roles) },
    { key: 'currency', label: t`Currency`, value: currencies.length === 0 ? '—' : list.format(currencies) },
    { key: 'id', label: t`Billing account ID`, value: scope.account },
    { key: 'zone', label: t`Time zone`, value: account?.timeZone ?? '—' },
  ];
  const profile = scope.profile === undefined ? undefined : inScope[0];
  if (profile === undefined) return all;
  return [
    ...all,
    { key: 'profile-id', label: t`Billing profile ID`, value: profile.name },
    { key: 'status', label: t`Status`, value: terms.status(profile.properties.status) },
  ];
}
