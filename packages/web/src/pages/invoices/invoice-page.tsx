import { DocumentBulletListRegular } from '@fluentui/react-icons/svg/document-bullet-list';
import { useLingui } from '@lingui/react/macro';
import { PageTitle } from '../../shell/page-title.tsx';

export function InvoicePage() {
  const { t } = useLingui();
  return <PageTitle icon={<DocumentBulletListRegular />} title={t`Invoices`} />;
}
