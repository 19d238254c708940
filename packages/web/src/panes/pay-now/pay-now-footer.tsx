import { Button } from '@fluentui/react-components';
import { Trans } from '@lingui/react/macro';

interface PayNowFooterProps {
  readonly isPayable: boolean;
  readonly isBusy: boolean;
  /** A method is chosen, or the fields of a new card are open. */
  readonly isReady: boolean;
  readonly onPay: () => void;
  readonly onClose: () => void;
}

/** The primary action first; while a payment runs it can neither be pressed again nor be cancelled by accident. */
export function PayNowFooter({ isPayable, isBusy, isReady, onPay, onClose }: PayNowFooterProps) {
  if (!isPayable) {
    return (
      <Button appearance="primary" onClick={onClose}>
        <Trans>Close</Trans>
      </Button>
    );
  }
  return (
    <>
      {/* Focusable while it is disabled: the focus of whoever pressed it is not lost. */}
      <Button appearance="primary" disabledFocusable={isBusy || !isReady} onClick={onPay}>
        <Trans>Pay now</Trans>
      </Button>
      <Button onClick={onClose} disabled={isBusy}>
        <Trans>Cancel</Trans>
      </Button>
    </>
  );
}
