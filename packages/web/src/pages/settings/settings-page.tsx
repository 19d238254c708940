import { SettingsRegular } from '@fluentui/react-icons/svg/settings';
import { useLingui } from '@lingui/react/macro';
import { PageTitle } from '../../shell/page-title.tsx';

export function SettingsPage() {
  const { t } = useLingui();
  return <PageTitle icon={<SettingsRegular />} title={t`Settings`} />;
}
