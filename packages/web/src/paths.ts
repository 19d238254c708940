import type { Scope } from './scope.ts';

/** The address of every page. Pages link by these, so that an address is written in one place (and once in the router). */
export const paths = {
  home: () => '/',
  signIn: (returnTo?: string) => withSearch('/sign-in', { returnTo }),
  signUp: () => '/sign-up',
  createBillingAccount: () => '/create-billing-account',
  settings: () => '/settings',
  help: () => '/help',
  helpArticle: (article: string) => `/help/${encodeURIComponent(article)}`,
  billingScopes: () => '/billing',
  overview: (scope: Scope) => inScope(scope),
  invoices: (scope: Scope, filters: SearchParams = {}) => withSearch(inScope(scope, 'invoices'), filters),
  invoice: (scope: Scope, invoice: string) => inScope(scope, 'invoices', invoice),
  payments: (scope: Scope) => inScope({ account: scope.account }, 'payments'),
  payment: (scope: Scope, payment: string) => inScope({ account: scope.account }, 'payments', payment),
  credits: (scope: Scope) => inScope(scope, 'credits'),
  paymentMethods: (scope: Scope) => inScope(scope, 'payment-methods'),
  billingProfiles: (scope: Scope) => inScope({ account: scope.account }, 'billing-profiles'),
  invoiceSections: (scope: Scope) => inScope(scope, 'invoice-sections'),
  properties: (scope: Scope) => inScope(scope, 'properties'),
  /** Pages of the issuer's staff, which belong to no scope. */
  attention: () => '/issuer/payments-needing-attention',
  bankTransactions: (search: SearchParams = {}) => withSearch('/issuer/bank-transactions', search),
  issuerRefunds: () => '/issuer/refunds',
  /** The invoices page with the pane open on these invoices: a link that can be sent, as the two below are. */
  payInvoices: (scope: Scope, invoices: readonly string[]) =>
    withSearch(inScope(scope, 'invoices'), { pane: 'pay-invoices', invoices: invoices.join(',') }),
  /** The same for all that is due, past due first. */
  payAllDue: (scope: Scope) => withSearch(inScope(scope, 'invoices'), { pane: 'pay-all-due' }),
  payNow: (scope: Scope, invoice: string) => withSearch(inScope(scope, 'invoices'), { pane: 'pay-now', invoice }),
} as const;

export type SearchParams = Readonly<Record<string, string | undefined>>;

/** `path?a=b` without the parameters that are undefined or empty. */
export function withSearch(path: string, params: SearchParams): string {
  const search = stringifySearch(params);
  return path + search;
}

/** `?a=b&c=d`, or '' for none: plain text values, so that addresses stay readable. */
export function stringifySearch(params: Readonly<Record<string, unknown>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === 'string' && value !== '') search.set(name, value);
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** The inverse of {@link stringifySearch}; the last of repeated names counts. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

function inScope({ account, profile }: Scope, ...segments: string[]): string {
  const profileSegments = profile === undefined ? [] : ['profiles', profile];
  return `/billing/${[account, ...profileSegments, ...segments].map(encodeURIComponent).join('/')}`;
}
