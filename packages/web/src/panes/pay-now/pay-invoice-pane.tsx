import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { Payment } from '@betalt/contract/payments/payment.ts';
import { makeStyles, tokens } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { addCard } from '../../components/gateway-fields/add-card.ts';
import type { GatewayFieldsHandle } from '../../components/gateway-fields/gateway-fields.tsx';
import { NewCard, NO_WISHES } from '../../components/gateway-fields/new-card.tsx';
import { MessageArea } from '../../components/message-area.tsx';
import { NEW_METHOD, PaymentMethodPicker } from '../../components/payment-method-picker/payment-method-picker.tsx';
import { SkeletonLines } from '../../components/skeletons.tsx';
import { ContextPane } from '../../shell/context-pane.tsx';
import { EndMessage } from './end-message.tsx';
import { InvoiceFacts } from './invoice-facts.tsx';
import { LivePayment } from './live-payment.tsx';
import { PaidConfirmation } from './paid-confirmation.tsx';
import { PayNowFooter } from './pay-now-footer.tsx';
import { PhaseLine } from './phase-line.tsx';
import { useAfterwards } from './use-afterwards.ts';
import { useMethodChoice } from './use-method-choice.ts';
import { type ChooseMethod, usePayment } from './use-payment.ts';

interface PayInvoiceProps {
  readonly account: string;
  readonly invoice: Invoice;
  readonly onClose: () => void;
}

/** Choose a method, press Pay now, be told how it ended. */
export function PayInvoice({ account, invoice, onClose }: PayInvoiceProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const payment = usePayment(account, invoice);
  const methods = useMethodChoice(account, invoice);
  const fields = useRef<GatewayFieldsHandle>(null);
  const [wishes, setWishes] = useState(NO_WISHES);
  const [isTyped, setTyped] = useState(false);
  const afterwards = useAfterwards(account, invoice, onClose);
  const isNew = methods.chosen === NEW_METHOD;
  const isBusy = payment.phase !== 'idle';
  const { payability, livePayment } = invoice.properties;
  const isOver = payment.end?.kind === 'paid' || payment.end?.kind === 'pending';
  const isOpenToPay = isBusy || (payability?.canPay === true && !isOver);
  const wasOpenToPay = useRef(isOpenToPay);

  const chooseMethod: ChooseMethod = async () => {
    if (!isNew) return methods.chosen;
    if (!fields.current) return undefined;
    const added = await addCard(fields.current, wishes.isSaved || wishes.isAttached);
    if (added.kind === 'added') return methods.useAdded(added.method);
    if (added.kind === 'incomplete') return undefined;
    return added.kind === 'refused' ? { kind: 'cardRefused', message: added.message } : { kind: 'cardUnreachable' };
  };
  const press = async () => {
    const end = await payment.press(chooseMethod);
    if (end?.kind === 'paid' || end?.kind === 'pending') await afterwards.keepCard(methods.added.current, wishes);
    if (end?.kind === 'paid') afterwards.celebrate();
  };
  const resume = async (waiting: Payment) => {
    const end = await payment.resume(waiting);
    if (end?.kind === 'paid') afterwards.celebrate();
  };
  const choose = (value: string) => {
    methods.choose(value);
    payment.forget();
  };

  return (
    <ContextPane
      title={t`Pay now`}
      onClose={onClose}
      isDirty={isNew && isTyped && !isOver}
      leaveWarning={
        isBusy && payment.phase !== 'settling'
          ? {
              title: t`A payment is running`,
              text: t`Leaving does not stop it. Stay here to see how it ends, or look at the invoice later.`,
            }
          : undefined
      }
      footer={
        <PayNowFooter
          isPayable={isOpenToPay}
          isTakenAway={wasOpenToPay.current && !isOver}
          isBusy={isBusy}
          mayClose={payment.phase === 'settling'}
          isReady={methods.chosen !== ''}
          onPay={() => void press()}
          onClose={onClose}
        />
      }
    >
      <div className={styles.content}>
        <InvoiceFacts invoice={invoice} />
        {payment.end && payment.end.kind !== 'paid' && <EndMessage end={payment.end} />}
        {payment.end?.kind === 'paid' && <PaidConfirmation payment={payment.end.payment} />}
        {!isOpenToPay && !isOver && <WhyNot invoice={invoice} />}
        {!isBusy && !isOver && livePayment && (
          <LivePayment account={account} live={livePayment} onResume={resume} onAbandon={payment.abandon} />
        )}
        {isOpenToPay && (
          <PaymentMethodPicker
            label={t`Select a payment method`}
            choices={methods.choices}
            value={methods.chosen}
            onChange={choose}
            isDisabled={isBusy}
          >
            <NewCard
              ref={fields}
              wishes={wishes}
              onWishes={setWishes}
              mayAttach={methods.mayAttach}
              isDisabled={isBusy}
              onDirty={() => setTyped(true)}
            />
          </PaymentMethodPicker>
        )}
        {isOpenToPay && methods.isLoading && <SkeletonLines label={t`Loading payment methods`} />}
        {isOpenToPay && methods.error && <ErrorState error={methods.error} onRetry={methods.retry} />}
        <PhaseLine phase={payment.phase} />
      </div>
    </ContextPane>
  );
}

/** The reason where there is no form: what the invoices list says too, with the way out. */
function WhyNot({ invoice }: { invoice: Invoice }) {
  const { t } = useLingui();
  const { payability } = invoice.properties;
  return (
    <MessageArea intent="info" title={t`This invoice cannot be paid here`}>
      {payability?.reason ?? t`Reload the page to see why.`} {payability?.remedy?.text}
    </MessageArea>
  );
}

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
});
