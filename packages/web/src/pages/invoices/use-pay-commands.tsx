import { PaymentRegular } from '@fluentui/react-icons/svg/payment';
import { ReceiptMoneyRegular } from '@fluentui/react-icons/svg/receipt-money';
import { useLingui } from '@lingui/react/macro';
import type { Command } from '../../shell/command-bar.tsx';
import { useSearchParams } from '../../shell/use-search-params.ts';
import type { useRowSelection } from './use-row-selection.ts';

/** Paying several at once, for whoever may pay: what is chosen in the list, or all that is due. */
export function usePayCommands(mayPay: boolean, selection: ReturnType<typeof useRowSelection>): Command[] {
  const { t } = useLingui();
  const [, changeAddress] = useSearchParams();
  if (!mayPay) return [];
  const count = selection.chosen.length;
  return [
    {
      key: 'pay-selected',
      label: count === 0 ? t`Pay selected` : t`Pay selected (${count})`,
      icon: <PaymentRegular />,
      onClick: () => changeAddress({ pane: 'pay-invoices', invoices: selection.chosen.join(',') }),
      isDisabled: count === 0,
    },
    {
      key: 'pay-all-due',
      label: t`Pay all due`,
      icon: <ReceiptMoneyRegular />,
      onClick: () => changeAddress({ pane: 'pay-all-due' }),
    },
  ];
}
