import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** What each page is called, in menu, breadcrumb and search: by the route's path. */
export const pageLabels: Readonly<Record<string, MessageDescriptor>> = {
  billing: msg`Billing scopes`,
  settings: msg({ message: 'Settings', context: 'the portal settings of the reader' }),
  help: msg`Help`,
  'create-billing-account': msg`Create billing account`,
  invoices: msg`Invoices`,
  payments: msg`Payments`,
  'payment-methods': msg`Payment methods`,
  credits: msg`Credits and money on account`,
  'billing-profiles': msg`Billing profiles`,
  'invoice-sections': msg`Invoice sections`,
  properties: msg`Properties`,
  attention: msg`Payments needing attention`,
  'bank-transactions': msg`Bank transactions`,
  'issuer-refunds': msg`Refunds`,
};
