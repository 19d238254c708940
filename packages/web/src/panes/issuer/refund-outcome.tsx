import { Button } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { MessageArea } from '../../components/message-area.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import type { RefundPreview } from './refund-preview.ts';

interface RefundOutcomeProps {
  readonly preview: RefundPreview;
  /** Paid by bank transfer: staff pay it out by the bank. */
  readonly isTransfer: boolean;
  readonly onCreditFirst: () => void;
}

/** Where the money is taken from: a refund of what is not credited makes the invoice due again. */
export function RefundOutcome({ preview: { fromCredit, dueAgain }, isTransfer, onCreditFirst }: RefundOutcomeProps) {
  const { t } = useLingui();
  const { money } = useFormats();
  const credit = money(fromCredit);
  const due = money(dueAgain);
  return (
    <div>
      {fromCredit.value > 0 && (
        <MessageArea intent="info">{t`${credit} is taken from the credit notes of this invoice.`}</MessageArea>
      )}
      {dueAgain.value > 0 && (
        <MessageArea
          intent="warning"
          actions={
            <Button size="small" onClick={onCreditFirst}>
              <Trans>Credit first</Trans>
            </Button>
          }
        >
          {t`${due} of this invoice will be due again, because it is not credited.`}
        </MessageArea>
      )}
      {isTransfer && (
        <MessageArea intent="info">
          {t`It was paid by bank transfer: pay the amount out by your bank, and mark the refund as paid out.`}
        </MessageArea>
      )}
    </div>
  );
}
