import { FolderListRegular } from '@fluentui/react-icons/svg/folder-list';
import { useLingui } from '@lingui/react/macro';
import { PageTitle } from '../../shell/page-title.tsx';

export function InvoiceSectionsPage() {
  const { t } = useLingui();
  return <PageTitle icon={<FolderListRegular />} title={t`Invoice sections`} />;
}
