import { Button } from '@fluentui/react-components';
import { Trans } from '@lingui/react/macro';

interface PayNowFooterProps {
  readonly isPayable: boolean;
  /** It could be paid when the pane opened, and somebody else was faster. */
  readonly isTakenAway: boolean;
  readonly isBusy: boolean;
  /** The payment goes on without the pane. */
  readonly mayClose: boolean;
  /** A method is chosen, or the fields of a new card are open. */
  readonly isReady: boolean;
  readonly onPay: () => void;
  readonly onClose: () => void;
}

/** The primary action first; while a payment runs it can neither be pressed again nor be cancelled by accident. */
export function PayNowFooter(props: PayNowFooterProps) {
  const { isPayable, isTakenAway, isBusy, mayClose, isReady, onPay, onClose } = props;
  if (!isPayable) {
    return (
      <>
        {/* Stays in its place: a press on its way to it must not land on Close, and hide why. */}
        {isTakenAway && (
          <Button appearance="primary" disabledFocusable>
            <Trans>Pay now</Trans>
          </Button>
        )}
        <Button appearance={isTakenAway ? 'secondary' : 'primary'} onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
      </>
    );
  }
  return (
    <>
      {/* Focusable while it is disabled: the focus of whoever pressed it is not lost. */}
      <Button appearance="primary" disabledFocusable={isBusy || !isReady} onClick={onPay}>
        <Trans>Pay now</Trans>
      </Button>
      <Button onClick={onClose} disabled={isBusy && !mayClose}>
        {mayClose ? <Trans>Close</Trans> : <Trans>Cancel</Trans>}
      </Button>
    </>
  );
}
