/** What a billing page is about: a whole billing account, or one billing profile of it. Names as in resource ids. */
export type Scope = { readonly account: string; readonly profile?: string };

const PROVIDER = '/providers/Microsoft.Billing';

/** Resource id of the billing account, e.g. `/providers/Microsoft.Billing/billingAccounts/fjord`. */
export function accountId(account: string): string {
  return `${PROVIDER}/billingAccounts/${encodeURIComponent(account)}`;
}

/** Resource id of the scope itself. */
export function scopeId({ account, profile }: Scope): string {
  return profile === undefined
    ? accountId(account)
    : `${accountId(account)}/billingProfiles/${encodeURIComponent(profile)}`;
}

/** The scope that a resource id lies in, or undefined when it is none of a billing account. */
export function scopeOfId(id: string): Scope | undefined {
  const found = /\/billingAccounts\/([^/]+)(?:\/billingProfiles\/([^/]+))?/i.exec(id);
  if (found?.[1] === undefined) return undefined;
  const account = decodeURIComponent(found[1]);
  return found[2] === undefined ? { account } : { account, profile: decodeURIComponent(found[2]) };
}
