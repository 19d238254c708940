import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { BuildingRegular } from '@fluentui/react-icons/svg/building';
import { BuildingBankRegular } from '@fluentui/react-icons/svg/building-bank';
import { DocumentBulletListRegular } from '@fluentui/react-icons/svg/document-bullet-list';
import { FolderListRegular } from '@fluentui/react-icons/svg/folder-list';
import { MoneyHandRegular } from '@fluentui/react-icons/svg/money-hand';
import { OrganizationRegular } from '@fluentui/react-icons/svg/organization';
import { PaymentRegular } from '@fluentui/react-icons/svg/payment';
import { ReceiptMoneyRegular } from '@fluentui/react-icons/svg/receipt-money';
import { SettingsRegular } from '@fluentui/react-icons/svg/settings';
import { WalletRegular } from '@fluentui/react-icons/svg/wallet';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { ReactElement } from 'react';
import { pageLabels } from '../page-labels.ts';
import { paths } from '../paths.ts';
import type { Scope } from '../scope.ts';

export type BillingPage = {
  readonly key: string;
  readonly group: 'top' | 'billing' | 'settings' | 'issuer';
  readonly label: MessageDescriptor;
  readonly icon: ReactElement;
  readonly path: (scope: Scope) => string;
  /** The account has it and its profiles do not. */
  readonly isOfAccountOnly?: boolean;
  /** Of no scope: it is there where none is chosen, too. */
  readonly isScopeFree?: boolean;
  readonly isForStaff?: boolean;
};

export type MenuPage = Pick<BillingPage, 'key' | 'group' | 'label' | 'icon'> & { readonly to: string };

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
    isScopeFree: true,
  },
  labelled('properties', 'settings', <SettingsRegular />, paths.properties),
  ofIssuer('attention', <WarningRegular />, paths.attention),
  ofIssuer('bank-transactions', <BuildingBankRegular />, () => paths.bankTransactions()),
  ofIssuer('issuer-refunds', <ArrowUndoRegular />, paths.issuerRefunds),
];

export const billingGroups: readonly { readonly key: BillingPage['group']; readonly label?: MessageDescriptor }[] = [
  { key: 'top' },
  { key: 'billing', label: msg`Billing` },
  { key: 'settings', label: msg({ message: 'Settings', context: 'a group of the menu of a billing scope' }) },
  { key: 'issuer', label: msg`Issuer` },
];

/** What the menu shows of a scope, or of none, to a reader who is or is not of the issuer's staff. */
export function pagesOf(scope: Scope | undefined, isStaff: boolean): readonly MenuPage[] {
  return billingPages.flatMap((page) => {
    const { key, group, label, icon, isOfAccountOnly = false, isScopeFree = false, isForStaff = false } = page;
    if (isForStaff && !isStaff) return [];
    if (scope === undefined ? !isScopeFree : isOfAccountOnly && scope.profile !== undefined) return [];
    return [{ key, group, label, icon, to: page.path(scope ?? NO_SCOPE) }];
  });
}

/** Of pages whose address has none. */
const NO_SCOPE: Scope = { account: '' };

function ofIssuer(key: string, icon: ReactElement, path: () => string): BillingPage {
  return { ...labelled(key, 'issuer', icon, path), isScopeFree: true, isForStaff: true };
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
