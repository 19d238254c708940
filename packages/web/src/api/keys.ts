/** Query keys: everything of one billing account lies under `['billing', account]`, so that it can be refreshed as one. */
export const keys = {
  config: () => ['config'] as const,
  session: () => ['session'] as const,
  account: (account: string) => ['billing', account] as const,
  billingAccounts: () => ['billing-accounts'] as const,
  billingAccount: (account: string) => ['billing', account, 'account'] as const,
  billingProfiles: (account: string) => ['billing', account, 'profiles'] as const,
  invoiceSections: (account: string, profile: string) => ['billing', account, 'sections', profile] as const,
  invoices: (account: string) => ['billing', account, 'invoices'] as const,
  /** `list` is whatever makes this list differ from others: profile, filter, order, search. */
  invoiceList: (account: string, list: Readonly<Record<string, unknown>>) =>
    ['billing', account, 'invoices', 'list', list] as const,
  invoice: (account: string, invoice: string) => ['billing', account, 'invoices', 'one', invoice] as const,
  /** Under the invoices, so that a payment refreshes it with them. */
  activity: (account: string) => ['billing', account, 'invoices', 'activity'] as const,
  /** Below the invoice, so that news of it has its queries read again. */
  invoiceConversations: (account: string, invoice: string) =>
    ['billing', account, 'invoices', 'one', invoice, 'queries'] as const,
  payments: (account: string) => ['billing', account, 'payments'] as const,
  paymentList: (account: string, list: Readonly<Record<string, unknown>>) =>
    ['billing', account, 'payments', 'list', list] as const,
  payment: (account: string, payment: string) => ['billing', account, 'payments', 'one', payment] as const,
  paymentMethods: () => ['payment-methods'] as const,
  paymentMethodLinks: (account: string, profile: string) =>
    ['billing', account, 'payment-method-links', profile] as const,
  /** Credit and money on account of every profile of the account, or of one. */
  credits: (account: string, profile?: string) =>
    ['billing', account, 'credits', ...(profile === undefined ? [] : [profile])] as const,
  quotes: (account: string) => ['billing', account, 'quotes'] as const,
  quote: (account: string, asked: unknown) => ['billing', account, 'quotes', asked] as const,
  /** Below the invoice too: what is left to transfer changes with what is due. */
  transfer: (account: string, invoice: string) => ['billing', account, 'invoices', 'one', invoice, 'transfer'] as const,
  /** Of one profile, or of every profile of the account. */
  automaticPayment: (account: string, profile?: string) =>
    ['billing', account, 'automatic-payment', ...(profile === undefined ? [] : [profile])] as const,
  payLinks: (account: string, invoice: string) =>
    ['billing', account, 'invoices', 'one', invoice, 'pay-links'] as const,
  /** What belongs to the issuer and to no account. */
  attention: (list: Readonly<Record<string, unknown>> = {}) => ['issuer', 'attention', list] as const,
  bankTransactions: () => ['issuer', 'bank-transactions'] as const,
  bankTransactionList: (list: Readonly<Record<string, unknown>>) => ['issuer', 'bank-transactions', list] as const,
  search: (account: string | undefined, query: string) => ['search', account ?? '', query] as const,
};
