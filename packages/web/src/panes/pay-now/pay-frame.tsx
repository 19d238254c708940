import { makeStyles, tokens } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useRef, useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { NewCard } from '../../components/gateway-fields/new-card.tsx';
import { PaymentMethodPicker } from '../../components/payment-method-picker/payment-method-picker.tsx';
import { SkeletonLines } from '../../components/skeletons.tsx';
import { ContextPane } from '../../shell/context-pane.tsx';
import { CreditsLine } from './credits-line.tsx';
import { EndMessage } from './end-message.tsx';
import { sharesOf, type ToPay } from './pay-form.ts';
import { PayNowFooter } from './pay-now-footer.tsx';
import { PhaseLine, useIsSlow } from './phase-line.tsx';
import type { PayPane } from './use-pay-pane.ts';
import { type Way, WayTabs } from './way-tabs.tsx';

interface PayFrameProps {
  readonly title: string;
  readonly pane: PayPane;
  /** Undefined while amounts are being read, or cannot be. */
  readonly toPay: ToPay | undefined;
  /** Whether credit leaves anything to be paid by a method is not known yet: none is offered before. */
  readonly isWaiting?: boolean;
  /** There is something that may be paid by card here. */
  readonly isPayable: boolean;
  readonly isOver: boolean;
  /** What is paid: facts and amounts. */
  readonly children: ReactNode;
  /** Between the way and what is paid: why not, a payment that waits, what was paid. */
  readonly news?: ReactNode;
  /** How to pay by bank transfer; undefined where nothing is owed. */
  readonly transfer: ReactNode | undefined;
  /** What is offered beside the message of a press that ended without a payment. */
  readonly endActions?: ReactNode;
  readonly hasUnsaved?: boolean;
  readonly onPay: () => void;
  readonly onClose: () => void;
}

/** The pane around everything that is paid: what, by which way, and how it ended. */
export function PayFrame(props: PayFrameProps) {
  const {
    title,
    pane,
    toPay,
    isWaiting = false,
    isPayable,
    isOver,
    children,
    news,
    transfer,
    endActions,
    hasUnsaved,
    onPay,
    onClose,
  } = props;
  const styles = useStyles();
  const { t } = useLingui();
  const { payment, methods, isBusy, isNew } = pane;
  const [picked, setPicked] = useState<Way>('card');
  const isOpenToPay = isBusy || (isPayable && !isOver);
  const isSlow = useIsSlow(payment.phase);
  const mayClose = payment.phase === 'settling' || isSlow;
  const wasOpenToPay = useRef(isOpenToPay);
  const way: Way = isBusy ? 'card' : picked;
  const byCard = isOpenToPay && (way === 'card' || transfer === undefined);
  return (
    <ContextPane
      title={title}
      onClose={onClose}
      isDirty={((isNew && pane.isTyped) || hasUnsaved === true) && !isOver}
      leaveWarning={
        isBusy && !mayClose
          ? {
              title: t`A payment is running`,
              text: t`Leaving does not stop it. Stay here to see how it ends, or look at the invoice later.`,
            }
          : undefined
      }
      footer={
        <PayNowFooter
          isPayable={byCard}
          isTakenAway={wasOpenToPay.current && !isOver && !isOpenToPay}
          isBusy={isBusy}
          mayClose={mayClose}
          isReady={
            toPay !== undefined && (methods.chosen !== '' || sharesOf(toPay, pane.usesCredits).byMethod.value === 0)
          }
          onPay={onPay}
          onClose={onClose}
        />
      }
    >
      <div className={styles.content}>
        {children}
        {payment.end && payment.end.kind !== 'paid' && (
          <EndMessage end={payment.end} creditsUsed={payment.creditsUsed} actions={endActions} />
        )}
        {news}
        {isOpenToPay && transfer !== undefined && (
          <WayTabs way={way} onWay={setPicked} isDisabled={isBusy}>
            {way === 'card' ? <ByMethod pane={pane} toPay={toPay} isWaiting={isWaiting} /> : transfer}
          </WayTabs>
        )}
        {isOpenToPay && transfer === undefined && <ByMethod pane={pane} toPay={toPay} isWaiting={isWaiting} />}
        {!isOpenToPay && !isOver && transfer && <OnlyTransfer>{transfer}</OnlyTransfer>}
        <PhaseLine phase={payment.phase} isSlow={isSlow} />
      </div>
    </ContextPane>
  );
}

/** The one way that is left, under its name. */
function OnlyTransfer({ children }: { children: ReactNode }) {
  const styles = useStyles();
  return (
    <section>
      <h3 className={styles.heading}>
        <Trans>Pay by bank transfer</Trans>
      </h3>
      {children}
    </section>
  );
}

type ByMethodProps = Pick<PayFrameProps, 'pane' | 'toPay'> & { readonly isWaiting: boolean };

/** Credit first, and a method for the rest. */
function ByMethod({ pane, toPay, isWaiting }: ByMethodProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const { payment, methods, fields, isBusy } = pane;
  // While the sum is asked anew, nothing below it goes away and comes back.
  const shown = useLastKnown(toPay);
  const isCovered = shown !== undefined && sharesOf(shown, pane.usesCredits).byMethod.value === 0;
  const choose = (value: string) => {
    methods.choose(value);
    payment.forget();
  };
  return (
    <div className={styles.content}>
      {shown && (
        <CreditsLine
          toPay={shown}
          usesCredits={pane.usesCredits}
          onUse={pane.setUsesCredits}
          isDisabled={isBusy}
          isAsking={toPay === undefined}
        />
      )}
      {!isCovered && !isWaiting && (
        <PaymentMethodPicker
          label={t`Select a payment method`}
          choices={methods.choices}
          value={methods.chosen}
          onChange={choose}
          isDisabled={isBusy}
        >
          <NewCard
            ref={fields}
            wishes={pane.wishes}
            onWishes={pane.setWishes}
            mayAttach={methods.mayAttach}
            isDisabled={isBusy}
            onDirty={pane.markTyped}
          />
        </PaymentMethodPicker>
      )}
      {(methods.isLoading || isWaiting) && <SkeletonLines label={t`Loading payment methods`} />}
      {methods.error && <ErrorState error={methods.error} onRetry={methods.retry} />}
    </div>
  );
}

function useLastKnown<T>(value: T | undefined): T | undefined {
  const last = useRef(value);
  if (value !== undefined) last.current = value;
  return last.current;
}

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  heading: {
    margin: `0 0 ${tokens.spacingVerticalS}`,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
});
