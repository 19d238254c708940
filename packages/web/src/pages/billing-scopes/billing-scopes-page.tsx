import { OrganizationRegular } from '@fluentui/react-icons/svg/organization';
import { useLingui } from '@lingui/react/macro';
import { PageTitle } from '../../shell/page-title.tsx';

export function BillingScopesPage() {
  const { t } = useLingui();
  return <PageTitle icon={<OrganizationRegular />} title={t`Billing scopes`} />;
}
