import { WalletRegular } from '@fluentui/react-icons/svg/wallet';
import { useLingui } from '@lingui/react/macro';
import { PageTitle } from '../../shell/page-title.tsx';

export function BillingProfilesPage() {
  const { t } = useLingui();
  return <PageTitle icon={<WalletRegular />} title={t`Billing profiles`} />;
}
