import { BuildingRegular } from '@fluentui/react-icons/svg/building';
import { DocumentBulletListRegular } from '@fluentui/react-icons/svg/document-bullet-list';
import { FolderListRegular } from '@fluentui/react-icons/svg/folder-list';
import { MoneyHandRegular } from '@fluentui/react-icons/svg/money-hand';
import { OrganizationRegular } from '@fluentui/react-icons/svg/organization';
import { PaymentRegular } from '@fluentui/react-icons/svg/payment';
import { ReceiptMoneyRegular } from '@fluentui/react-icons/svg/receipt-money';
import { SettingsRegular } from '@fluentui/react-icons/svg/settings';
import { WalletRegular } from '@fluentui/react-icons/svg/wallet';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { ReactElement } from 'react';
import { pageLabels } from '../page-labels.ts';
import { paths } from '../paths.ts';
import type { Scope } from '../scope.ts';

export type BillingPage = {
  readonly key: string;
  readonly group: 'top' | 'billing' | 'settings';
  readonly label: MessageDescriptor;
  readonly icon: ReactElement;
  readonly path: (scope: Scope) => string;
  /** The account has it and its profiles do not. */
  readonly isOfAccountOnly?: boolean;
};

/** The pages of a billing scope, in the order of the resource menu; search offers the same. */
export const billingPages: readonly BillingPage[] = [
  { key: 'overview', group: 'top', label: msg`Overview`, icon: <BuildingRegular />, path: paths.overview },
  labelled('invoices', 'billing', <DocumentBulletListRegular />, paths.invoices),
  { ...labelled('payments', 'billing', <ReceiptMoneyRegular />, paths.payments), isOfAccountOnly: true },
  labelled('payment-methods', 'billing', <PaymentRegular />, paths.paymentMethods),
  labelled('credits', 'billing', <MoneyHandRegular />, paths.credits),
  { ...labelled('billing-profiles', 'billing', <WalletRegular />, paths.billingProfiles), isOfAccountOnly: true },
  labelled('invoice-sections', 'billing', <FolderListRegular />, paths.invoiceSections),
  {
    key: 'billing-scopes',
    group: 'top',
    label: msg`Billing scopes`,
    icon: <OrganizationRegular />,
    path: paths.billingScopes,
  },
  labelled('properties', 'settings', <SettingsRegular />, paths.properties),
];

export const billingGroups: readonly { readonly key: BillingPage['group']; readonly label?: MessageDescriptor }[] = [
  { key: 'top' },
  { key: 'billing', label: msg`Billing` },
  { key: 'settings', label: msg({ message: 'Settings', context: 'a group of the menu of a billing scope' }) },
];

export function pagesOf(scope: Scope): readonly BillingPage[] {
  return billingPages.filter(({ isOfAccountOnly = false }) => scope.profile === undefined || !isOfAccountOnly);
}

function labelled(
  key: string,
  group: BillingPage['group'],
  icon: ReactElement,
  path: (scope: Scope) => string,
): BillingPage {
  const label = pageLabels[key];
  if (label === undefined) throw new Error(`page-labels.ts has no label for ${key}`);
  return { key, group, label, icon, path };
}
