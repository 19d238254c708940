import type { BillingAccount, BillingProfile, InvoiceSection } from '@betalt/contract/accounts/billing-account.ts';
import { queryOptions } from '@tanstack/react-query';
import { accountId, scopeId } from '../../scope.ts';
import { allPages } from '../all-pages.ts';
import { arm } from '../http.ts';
import { keys } from '../keys.ts';

export const billingAccountsQuery = queryOptions({
  queryKey: keys.billingAccounts(),
  queryFn: ({ signal }) => allPages<BillingAccount>('/providers/Microsoft.Billing/billingAccounts', { signal }),
});

export function billingAccountQuery(account: string) {
  return queryOptions({
    queryKey: keys.billingAccount(account),
    queryFn: ({ signal }) => arm<BillingAccount>('GET', accountId(account), { signal }),
  });
}

/** The profiles of an account that the caller may see, with what is due on each. */
export function billingProfilesQuery(account: string) {
  return queryOptions({
    queryKey: keys.billingProfiles(account),
    queryFn: ({ signal }) => allPages<BillingProfile>(`${accountId(account)}/billingProfiles`, { signal }),
  });
}

/** Whether the reader may pay invoices of one of the profiles, or of the one. */
export function mayPayIn(profiles: readonly BillingProfile[] | undefined, profile?: string): boolean {
  const inScope = profiles?.filter(({ name }) => profile === undefined || name === profile) ?? [];
  return inScope.some(({ actions }) => actions?.includes('invoice.pay') === true);
}

export function invoiceSectionsQuery(account: string, profile: string) {
  return queryOptions({
    queryKey: keys.invoiceSections(account, profile),
    queryFn: ({ signal }) => allPages<InvoiceSection>(`${scopeId({ account, profile })}/invoiceSections`, { signal }),
  });
}
