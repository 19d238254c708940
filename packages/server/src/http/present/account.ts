import type { BillingAccount, BillingProfile, InvoiceSection } from '@betalt/contract/accounts/billing-account.ts';
import { type ApiVersion, OWN_VERSION } from '@betalt/contract/versions.ts';
import { type Actor, allowedActions } from '@betalt/core/access/may.ts';
import type { Action } from '@betalt/core/access/permissions.ts';
import { toArmNumber } from '@betalt/core/money/arm-number.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import type { AccountRow, ProfileRow, SectionRow } from '../../db/queries/accounts.ts';
import { accountName } from '../../identity/account-name.ts';
import { accountResourceId } from './invoice.ts';

const ACCOUNT_ACTIONS: readonly Action[] = [
  'account.read',
  'account.update',
  'role.read',
  'role.manage',
  'activity.read',
  'profile.create',
  'invoice.pay',
];
const PROFILE_ACTIONS: readonly Action[] = [
  'profile.read',
  'profile.update',
  'invoice.read',
  'invoice.pay',
  'invoice.import',
  'paymentMethod.read',
  'paymentMethod.manage',
  'section.create',
];
const SECTION_ACTIONS: readonly Action[] = ['section.read', 'section.update'];

/** `actor` only where the caller's roles on this very account are known: a single account, not the list. */
export function presentAccount(row: AccountRow, version: ApiVersion, actor?: Actor): BillingAccount {
  const name = accountName({ billingAccountId: row.billing_account_id, organizationId: row.organization_id });
  const own = version === OWN_VERSION;
  return {
    id: accountResourceId(name),
    name,
    type: 'Microsoft.Billing/billingAccounts',
    properties: {
      displayName: row.display_name,
      agreementType: row.agreement_type as BillingAccount['properties']['agreementType'],
      accountType: row.account_type as BillingAccount['properties']['accountType'],
      accountSubType: row.account_type === 'Business' ? 'Enterprise' : 'Individual',
      accountStatus: row.status as BillingAccount['properties']['accountStatus'],
      hasReadAccess: true,
      soldTo: row.sold_to as BillingAccount['properties']['soldTo'] & object,
      ...(own ? { timeZone: row.time_zone } : {}),
    },
    ...(own && actor !== undefined ? { actions: allowedActions(actor, ACCOUNT_ACTIONS) } : {}),
  };
}

export function presentProfile(row: ProfileRow, accountId: string, version: ApiVersion, actor: Actor): BillingProfile {
  const amount = (amountMinor: bigint) => ({
    currency: row.currency,
    value: toArmNumber({ amountMinor, currency: row.currency as Currency }),
  });
  const own = version === OWN_VERSION;
  return {
    id: `${accountId}/billingProfiles/${row.name}`,
    name: row.name,
    type: 'Microsoft.Billing/billingAccounts/billingProfiles',
    properties: {
      displayName: row.display_name,
      currency: row.currency,
      billTo: row.bill_to as BillingProfile['properties']['billTo'] & object,
      invoiceDay: row.invoice_day,
      invoiceEmailOptIn: row.invoice_email_opt_in,
      ...(row.po_number === null ? {} : { poNumber: row.po_number }),
      status: row.status as BillingProfile['properties']['status'],
      hasReadAccess: true,
      ...(own ? { amountDue: amount(row.due_minor), amountPastDue: amount(row.past_due_minor) } : {}),
      ...(own && row.default_payment_method_id !== null
        ? { defaultPaymentMethodId: `/providers/Microsoft.Billing/paymentMethods/${row.default_payment_method_id}` }
        : {}),
    },
    ...(own ? { actions: allowedActions(actor, PROFILE_ACTIONS, { billingProfileId: row.billing_profile_id }) } : {}),
  };
}

export function presentSection(
  row: SectionRow,
  profileId: string,
  billingProfileId: string,
  version: ApiVersion,
  actor: Actor,
): InvoiceSection {
  const scope = { billingProfileId, invoiceSectionId: row.invoice_section_id };
  return {
    id: `${profileId}/invoiceSections/${row.name}`,
    name: row.name,
    type: 'Microsoft.Billing/billingAccounts/billingProfiles/invoiceSections',
    properties: { displayName: row.display_name, state: row.state as 'Active' | 'Restricted', systemId: row.name },
    ...(version === OWN_VERSION ? { actions: allowedActions(actor, SECTION_ACTIONS, scope) } : {}),
  };
}
