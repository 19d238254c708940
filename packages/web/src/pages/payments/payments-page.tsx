import { ReceiptMoneyRegular } from '@fluentui/react-icons/svg/receipt-money';
import { useLingui } from '@lingui/react/macro';
import { PageTitle } from '../../shell/page-title.tsx';

export function PaymentsPage() {
  const { t } = useLingui();
  return <PageTitle icon={<ReceiptMoneyRegular />} title={t`Payments`} />;
}
