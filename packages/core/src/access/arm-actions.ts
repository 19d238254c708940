import type { Action } from './permissions.ts';

export type { Action };

/** The names that Azure's checkAccess and role definitions use → ours. Case does not count, as in ARM. */
const ARM_ACTIONS: Readonly<Record<string, Action>> = {
  'Microsoft.Billing/billingAccounts/read': 'account.read',
  'Microsoft.Billing/billingAccounts/write': 'account.update',
  'Microsoft.Billing/billingAccounts/billingRoleAssignments/read': 'role.read',
  'Microsoft.Billing/billingAccounts/billingRoleAssignments/write': 'role.manage',
  'Microsoft.Billing/billingAccounts/activityLog/read': 'activity.read',
  'Microsoft.Billing/billingAccounts/billingProfiles/write': 'profile.create',
  'Microsoft.Billing/billingAccounts/billingProfiles/read': 'profile.read',
  'Microsoft.Billing/billingAccounts/billingProfiles/update/action': 'profile.update',
  'Microsoft.Billing/billingAccounts/billingProfiles/billingRoleAssignments/read': 'profileRole.read',
  'Microsoft.Billing/billingAccounts/billingProfiles/billingRoleAssignments/write': 'profileRole.manage',
  'Microsoft.Billing/billingAccounts/billingProfiles/policies/read': 'policy.read',
  'Microsoft.Billing/billingAccounts/billingProfiles/policies/write': 'policy.apply',
  'Microsoft.Billing/billingAccounts/invoices/read': 'invoice.read',
  'Microsoft.Billing/billingAccounts/invoices/pay/action': 'invoice.pay',
  'Microsoft.Billing/billingAccounts/invoices/download/action': 'invoice.download',
  'Microsoft.Billing/billingAccounts/invoices/write': 'invoice.import',
  'Microsoft.Billing/billingAccounts/invoices/query/action': 'invoice.query',
  'Microsoft.Billing/billingAccounts/invoices/creditNote/action': 'invoice.credit',
  'Microsoft.Billing/billingAccounts/invoices/void/action': 'invoice.void',
  'Microsoft.Billing/billingAccounts/invoices/writeOff/action': 'invoice.writeOff',
  'Microsoft.Billing/billingAccounts/invoices/refund/action': 'invoice.refund',
  'Microsoft.Billing/billingAccounts/invoices/queries/write': 'invoice.answerQuery',
  'Microsoft.Billing/billingAccounts/billingProfiles/invoiceSections/write': 'section.create',
  'Microsoft.Billing/billingAccounts/billingProfiles/paymentMethodLinks/read': 'paymentMethod.read',
  'Microsoft.Billing/billingAccounts/billingProfiles/paymentMethodLinks/write': 'paymentMethod.manage',
  'Microsoft.Billing/billingAccounts/billingProfiles/availableBalance/read': 'credit.read',
  'Microsoft.Billing/billingAccounts/billingProfiles/invoiceSections/read': 'section.read',
  'Microsoft.Billing/billingAccounts/billingProfiles/invoiceSections/update/action': 'section.update',
  'Microsoft.Billing/billingAccounts/billingProfiles/invoiceSections/billingRoleAssignments/read': 'sectionRole.read',
  'Microsoft.Billing/billingAccounts/billingProfiles/invoiceSections/billingRoleAssignments/write':
    'sectionRole.manage',
  'Microsoft.Billing/billingAccounts/billingProfiles/invoiceSections/products/read': 'product.read',
  'Microsoft.Billing/billingAccounts/billingProfiles/invoiceSections/products/write': 'product.manage',
};

const BY_LOWER_CASE = new Map(Object.entries(ARM_ACTIONS).map(([name, action]) => [name.toLowerCase(), action]));

/** `undefined` for an action that nobody knows, which is allowed to nobody. */
export function armActionOf(name: string): Action | undefined {
  return BY_LOWER_CASE.get(name.toLowerCase());
}
