import type { PaymentNeedingAttention } from '@betalt/contract/attention/attention.ts';
import { Button, makeStyles } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import {
  type AttentionKind,
  acknowledgeRefund,
  checkDisputeNow,
  checkPaymentNow,
  checkRefundNow,
  rereadAttention,
  settleRefund,
} from '../../../api/queries/attention.ts';
import { useErrorWords } from '../../../components/error-state.tsx';
import { ConfirmDialog } from '../../../components/operation/confirm-dialog.tsx';
import { type Operation, useOperation } from '../../../components/operation/use-operation.ts';
import { notify } from '../../../shell/notifications.ts';
import { useMayOfIssuer } from '../may-of-issuer.ts';

/** What can be done about one thing at once. Support asks the gateway; money is moved by those who may. */
export function AttentionActions({ item }: { item: PaymentNeedingAttention }) {
  const may = useMayOfIssuer();
  const ask = ASKS[item.kind]?.(item);
  return (
    <>
      {ask !== undefined && <AskNow key={item.id} ask={ask} />}
      {item.kind === 'TransferRefund' && may.refund && <PayOut refundId={item.id} />}
      {item.kind === 'FailedRefund' && may.refund && <Acknowledge refundId={item.id} />}
    </>
  );
}

type Ask = () => Promise<string>;

/** How the gateway is asked about it; events and automatic payments are not asked about. */
const ASKS: Readonly<Partial<Record<AttentionKind, (item: PaymentNeedingAttention) => Ask>>> = {
  UnknownPayment: toPayment,
  SlowPayment: toPayment,
  UnknownRefund:
    ({ id }) =>
    () =>
      checkRefundNow(id),
  SlowRefund:
    ({ id }) =>
    () =>
      checkRefundNow(id),
  OpenDispute:
    ({ id }) =>
    () =>
      checkDisputeNow(id),
};

function toPayment({ id, paymentId = id }: PaymentNeedingAttention): Ask {
  return () => checkPaymentNow(paymentId);
}

const UNDECIDED = new Set(['unknown', 'recorded', 'processing', 'pending', 'open']);

function AskNow({ ask }: { ask: Ask }) {
  const { t } = useLingui();
  const operation = useOperation<null>(async () => {
    const now = await ask();
    rereadAttention();
    const isDecided = !UNDECIDED.has(now);
    notify({
      intent: isDecided ? 'success' : 'info',
      title: isDecided ? t`The gateway has decided` : t`Nothing new: the gateway has not decided yet`,
    });
  });
  return (
    <>
      <Button size="small" disabledFocusable={operation.isBusy} onClick={() => void operation.run(null)}>
        <Trans>Ask the gateway now</Trans>
      </Button>
      <RowFailure operation={operation} />
    </>
  );
}

function PayOut({ refundId }: { refundId: string }) {
  const styles = useStyles();
  const { t } = useLingui();
  const [wish, setWish] = useState<boolean | undefined>();
  const operation = useOperation<boolean>(async (paidOut) => {
    await settleRefund(refundId, paidOut);
    rereadAttention();
    notify({ intent: 'success', title: paidOut ? t`Marked as paid out` : t`The refund was given up` });
    setWish(undefined);
  });
  return (
    <div className={styles.buttons}>
      <Button size="small" appearance="primary" onClick={() => setWish(true)}>
        <Trans>Mark as paid out</Trans>
      </Button>
      <Button size="small" onClick={() => setWish(false)}>
        <Trans>Could not be paid out</Trans>
      </Button>
      {wish !== undefined && (
        <ConfirmDialog
          title={wish ? t`Mark as paid out?` : t`Give up this refund?`}
          text={
            wish
              ? t`Only when your bank has sent the money: the payer sees it as refunded.`
              : t`The money goes back to where it can be: on the invoice, or on account of the payer.`
          }
          action={wish ? t`Mark as paid out` : t`Give up the refund`}
          operation={operation}
          onConfirm={() => void operation.run(wish)}
          onClose={() => setWish(undefined)}
        />
      )}
    </div>
  );
}

function Acknowledge({ refundId }: { refundId: string }) {
  const operation = useOperation<null>(async () => {
    await acknowledgeRefund(refundId);
    rereadAttention();
  });
  return (
    <>
      <Button size="small" disabledFocusable={operation.isBusy} onClick={() => void operation.run(null)}>
        <Trans>I have seen to it</Trans>
      </Button>
      <RowFailure operation={operation} />
    </>
  );
}

function RowFailure({ operation: { failure } }: { operation: Operation<null> }) {
  return failure === undefined ? null : <FailureText failure={failure} />;
}

function FailureText({ failure }: { failure: unknown }) {
  const { text } = useErrorWords(failure);
  return <div role="alert">{text}</div>;
}

const useStyles = makeStyles({ buttons: { display: 'flex', flexWrap: 'wrap', gap: '4px', padding: '4px 0' } });
