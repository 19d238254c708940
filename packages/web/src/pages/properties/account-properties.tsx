import type { BillingAccount } from '@betalt/contract/accounts/billing-account.ts';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useFieldTerms } from '../../components/use-field-terms.ts';
import { PostalAddress } from './postal-address.tsx';
import { PropertyList } from './property-list.tsx';

const ACCOUNT_TYPES: Readonly<Record<BillingAccount['properties']['accountType'], MessageDescriptor>> = {
  Business: msg({ message: 'Business', context: 'kind of billing account' }),
  Individual: msg({ message: 'Individual', context: 'kind of billing account' }),
};

export function AccountProperties({ account: { name, properties } }: { account: BillingAccount }) {
  const { t, i18n } = useLingui();
  const terms = useFieldTerms();
  return (
    <PropertyList
      heading={t`Billing account`}
      items={[
        { key: 'type', label: t`Type of account`, value: terms.agreement(properties.agreementType) },
        { key: 'name', label: t`Name`, value: properties.displayName },
        { key: 'id', label: t`Billing account ID`, value: name },
        { key: 'kind', label: t`Account for`, value: i18n._(ACCOUNT_TYPES[properties.accountType]) },
        { key: 'status', label: t`Status`, value: terms.status(properties.accountStatus) },
        { key: 'sold-to', label: t`Sold-to`, value: <PostalAddress address={properties.soldTo} /> },
        { key: 'zone', label: t`Time zone`, value: properties.timeZone ?? '—' },
      ]}
    />
  );
}
