import { PaymentRegular } from '@fluentui/react-icons/svg/payment';
import { useLingui } from '@lingui/react/macro';
import { PageTitle } from '../../shell/page-title.tsx';

export function PaymentMethodsPage() {
  const { t } = useLingui();
  return <PageTitle icon={<PaymentRegular />} title={t`Payment methods`} />;
}
