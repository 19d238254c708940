import type { BillingProfile } from '@betalt/contract/accounts/billing-account.ts';
import { useLingui } from '@lingui/react/macro';
import { useFieldTerms } from '../../components/use-field-terms.ts';
import { PostalAddress } from './postal-address.tsx';
import { PropertyList } from './property-list.tsx';

export function ProfileProperties({ profile: { name, properties } }: { profile: BillingProfile }) {
  const { t } = useLingui();
  const terms = useFieldTerms();
  return (
    <PropertyList
      heading={t`Billing profile`}
      items={[
        { key: 'name', label: t`Name`, value: properties.displayName },
        { key: 'id', label: t`Billing profile ID`, value: name },
        { key: 'currency', label: t`Currency`, value: properties.currency },
        { key: 'status', label: t`Status`, value: terms.status(properties.status) },
        { key: 'bill-to', label: t`Bill-to`, value: <PostalAddress address={properties.billTo} /> },
        { key: 'po', label: t`PO number`, value: properties.poNumber ?? '—' },
        { key: 'day', label: t`Invoice day`, value: properties.invoiceDay },
        { key: 'e-mail', label: t`Invoice by e-mail`, value: properties.invoiceEmailOptIn ? t`On` : t`Off` },
      ]}
    />
  );
}
