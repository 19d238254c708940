import type { MessageDescriptor } from '@lingui/core';
import { pageLabels } from '../page-labels.ts';
import { helpArticles } from '../pages/help/help-articles.ts';
import { paths } from '../paths.ts';
import type { Scope } from '../scope.ts';
import { serviceLabel } from './service-label.ts';

export type SearchEntry = {
  readonly key: string;
  readonly kind: 'service' | 'page' | 'help';
  readonly label: MessageDescriptor;
  /**
   * Words that readers type for it, in any language, machine-translated ones of the help article that the portal was
   * made from included. They are for matching alone and never shown.
   */
  readonly synonyms: readonly string[];
  /** Only the issuer's staff are offered it. */
  readonly isForStaff?: boolean;
  /** `scope` is undefined for someone without a billing account. */
  readonly path: (scope: Scope | undefined) => string;
};

const PAY = [
  'pay',
  'pay now',
  'pay bill',
  'pay invoice',
  'betal',
  'betal nå',
  'betale faktura',
  'betale regning',
  'lønn nå',
];

/** Everything of the portal itself that search can find; invoices and scopes are found by the server. */
export const searchEntries: readonly SearchEntry[] = [
  {
    key: 'cost-management-billing',
    kind: 'service',
    label: serviceLabel,
    synonyms: [
      'billing',
      'cost management',
      'kostnads administrasjon',
      'kostnads administrasjon + fakturering',
      'fakturering',
    ],
    path: (scope) => (scope === undefined ? paths.billingScopes() : paths.overview(scope)),
  },
  page('invoices', paths.invoices, [
    ...PAY,
    'bill',
    'bills',
    'regning',
    'regninger',
    'past due',
    'forfalt',
    'unpaid',
    'ubetalt',
  ]),
  page('payments', paths.payments, ['receipts', 'kvitteringer', 'betalt', 'paid', 'innbetalinger', 'transactions']),
  page('payment-methods', paths.paymentMethods, [
    'card',
    'credit card',
    'kort',
    'kredittkort',
    'bankkort',
    'visa',
    'mastercard',
  ]),
  page('billing-profiles', paths.billingProfiles, ['profile', 'bill-to', 'profil', 'fakturaprofil']),
  page('invoice-sections', paths.invoiceSections, ['section', 'cost center', 'kostnadssted', 'seksjon']),
  page('properties', paths.properties, [
    'type of account',
    'account type',
    'check the type of your account',
    'kontotype',
    'type konto',
    'address',
    'adresse',
  ]),
  {
    ...page('billing', () => paths.billingScopes(), [
      'accounts',
      'switch scope',
      'bytt omfang',
      'kontoer',
      'billing account',
      'faktureringskonto',
    ]),
    path: () => paths.billingScopes(),
  },
  {
    ...page('settings', () => paths.settings(), ['language', 'språk', 'theme', 'tema', 'dark mode', 'mørkt', 'region']),
    path: () => paths.settings(),
  },
  ofIssuer('attention', paths.attention, [
    'unknown payments',
    'disputes',
    'chargebacks',
    'ukjente betalinger',
    'tvister',
    'oppfølging',
  ]),
  ofIssuer('bank-transactions', () => paths.bankTransactions(), [
    'bank statement',
    'camt',
    'match',
    'import',
    'kontoutskrift',
    'innbetalinger',
    'kobling',
  ]),
  ofIssuer('issuer-refunds', paths.issuerRefunds, ['pay out', 'utbetaling', 'refusjon', 'tilbakebetaling']),
  ...helpArticles.map(
    ({ key, title, synonyms }): SearchEntry => ({
      key: `help-${key}`,
      kind: 'help',
      label: title,
      synonyms,
      path: () => paths.helpArticle(key),
    }),
  ),
];

function ofIssuer(key: string, path: () => string, synonyms: readonly string[]): SearchEntry {
  return { ...page(key, path, synonyms), path, isForStaff: true };
}

function page(key: string, path: (scope: Scope) => string, synonyms: readonly string[]): SearchEntry {
  const label = pageLabels[key];
  if (label === undefined) throw new Error(`page-labels.ts has no label for ${key}`);
  return {
    key,
    kind: 'page',
    label,
    synonyms,
    path: (scope) => (scope === undefined ? paths.billingScopes() : path(scope)),
  };
}
