import { HomeRegular } from '@fluentui/react-icons/svg/home';
import { useLingui } from '@lingui/react/macro';
import { PageTitle } from '../../shell/page-title.tsx';

export function HomePage() {
  const { t } = useLingui();
  return <PageTitle icon={<HomeRegular />} title={t`Home`} />;
}
