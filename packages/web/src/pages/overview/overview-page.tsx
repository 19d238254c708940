import { BuildingRegular } from '@fluentui/react-icons/svg/building';
import { useLingui } from '@lingui/react/macro';
import { PageTitle } from '../../shell/page-title.tsx';

export function OverviewPage() {
  const { t } = useLingui();
  return <PageTitle icon={<BuildingRegular />} title={t`Overview`} />;
}
