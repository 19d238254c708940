import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { Button } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { useRef } from 'react';
import { MessageArea } from '../../components/message-area.tsx';
import { isOpenToTransfer } from '../../components/transfer/open-to-transfer.ts';
import { TransferSection } from '../../components/transfer/transfer-section.tsx';
import { numberOf } from '../../pages/invoices/invoice-columns.ts';
import { scopeOfId } from '../../scope.ts';
import { AmountChoice } from './amount-choice.tsx';
import { InvoiceFacts } from './invoice-facts.tsx';
import { LivePayment } from './live-payment.tsx';
import { PaidConfirmation } from './paid-confirmation.tsx';
import { isMendedByLess } from './pay-form.ts';
import { PayFrame } from './pay-frame.tsx';
import { useOneAmount } from './use-one-amount.ts';
import { usePayPane } from './use-pay-pane.ts';

interface PayInvoiceProps {
  readonly account: string;
  readonly invoice: Invoice;
  readonly onClose: () => void;
}

/** Choose how much and a method, press Pay now, be told how it ended. */
export function PayInvoice({ account, invoice, onClose }: PayInvoiceProps) {
  const { t } = useLingui();
  const profile = scopeOfId(invoice.properties.billingProfileId)?.profile;
  const pane = usePayPane({ account, profiles: profile === undefined ? [] : [profile], onClose });
  const amount = useOneAmount(account, invoice);
  const partField = useRef<HTMLInputElement>(null);
  const { payment, isBusy } = pane;
  const { payability, livePayment } = invoice.properties;
  const { end } = payment;
  const isOver = end?.kind === 'paid' || end?.kind === 'pending';
  const isOpenToPay = isBusy || (payability?.canPay === true && !isOver);
  const number = numberOf(invoice);
  const press = () => {
    const { toPay } = amount;
    if (toPay) void pane.press(toPay, { number, isDone: true });
    else partField.current?.focus();
  };
  const payAPart = () => {
    amount.setPart(true);
    // The field is there once this press has been drawn.
    requestAnimationFrame(() => partField.current?.focus());
  };
  const offersPart = end?.kind === 'declined' && isMendedByLess(end.code) && amount.mayPayPart && !amount.isPart;
  return (
    <PayFrame
      title={t`Pay now`}
      pane={pane}
      toPay={amount.toPay}
      isWaiting={amount.isWaiting}
      isPayable={payability?.canPay === true}
      isOver={isOver}
      hasUnsaved={amount.isPart && amount.typed !== ''}
      transfer={isOpenToTransfer(invoice) ? <TransferSection account={account} invoice={invoice} /> : undefined}
      endActions={
        offersPart ? (
          <Button onClick={payAPart}>
            <Trans>Pay a part</Trans>
          </Button>
        ) : undefined
      }
      news={
        <>
          {end?.kind === 'paid' && <PaidConfirmation payment={end.payment} creditsUsed={payment.creditsUsed} />}
          {!isOpenToPay && !isOver && <WhyNot invoice={invoice} />}
          {!isBusy && !isOver && livePayment && (
            <LivePayment
              account={account}
              live={livePayment}
              onResume={(waiting) => pane.resume(waiting, number)}
              onAbandon={payment.abandon}
            />
          )}
        </>
      }
      onPay={press}
      onClose={onClose}
    >
      <InvoiceFacts invoice={invoice} />
      {isOpenToPay && amount.mayPayPart && <AmountChoice amount={amount} isDisabled={isBusy} fieldRef={partField} />}
    </PayFrame>
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
