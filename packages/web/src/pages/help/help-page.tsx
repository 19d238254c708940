import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import { useLingui } from '@lingui/react/macro';
import { PageTitle } from '../../shell/page-title.tsx';

export function HelpPage() {
  const { t } = useLingui();
  return <PageTitle icon={<QuestionCircleRegular />} title={t`Help`} />;
}
