/**
 * Addresses of the portal's pages that mails lead to; `packages/web/src/paths.ts` is where they are made for the portal itself,
 * and a test compares the two.
 */
export interface PortalLinks {
  readonly home: string;
  /** Invoices with the pane *Pay now* open on one. */
  payNow(invoice: string): string;
  invoice(invoice: string): string;
  payments(): string;
  paymentMethods(profile: string): string;
}

export function portalLinks(portalUrl: string, accountName: string): PortalLinks {
  const at = (...segments: readonly string[]) =>
    `${portalUrl}/billing/${[accountName, ...segments].map(encodeURIComponent).join('/')}`;
  return {
    home: `${portalUrl}/`,
    payNow: (invoice) => `${at('invoices')}?${new URLSearchParams({ pane: 'pay-now', invoice }).toString()}`,
    invoice: (invoice) => at('invoices', invoice),
    payments: () => at('payments'),
    paymentMethods: (profile) => at('profiles', profile, 'payment-methods'),
  };
}
