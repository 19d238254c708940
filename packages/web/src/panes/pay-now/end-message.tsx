import type { Payment } from '@betalt/contract/payments/payment.ts';
import { makeStyles } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import { MessageArea } from '../../components/message-area.tsx';
import type { PressEnd } from './use-payment.ts';

/** How the last press ended, where it did not end in Paid: takes the focus, so that it is read and the way out is near. */
export function EndMessage({ end }: { end: PressEnd }) {
  const styles = useStyles();
  const place = useRef<HTMLDivElement>(null);
  const { intent, title, text } = useEndWords(end);
  useEffect(() => place.current?.focus(), [end]);
  return (
    <div ref={place} tabIndex={-1} className={styles.place}>
      <MessageArea intent={intent} title={title}>
        {text}
      </MessageArea>
    </div>
  );
}

type Outcome = Payment['properties']['outcome'];
type EndWords = { readonly intent: 'info' | 'warning' | 'error'; readonly title: string; readonly text: string };

function useEndWords(end: PressEnd): EndWords {
  const { t } = useLingui();
  const pending = (outcome: Outcome) =>
    outcome === 'unknown'
      ? t`The payment service has not answered, so it is not known yet whether the payment went through. You can close this pane: the answer is being fetched, the invoice shows it by itself, and nobody can pay it twice meanwhile.`
      : t`The payment has been sent, and the bank has not confirmed it yet. You can close this pane: the invoice turns Paid by itself when it is confirmed, and nobody can pay it twice meanwhile.`;
  switch (end.kind) {
    case 'declined':
      return {
        intent: 'error',
        title: t`The payment was declined`,
        text: end.message || t`Nothing was charged. Use another card, or contact your bank.`,
      };
    case 'cardRefused':
      return { intent: 'error', title: t`The card was not accepted`, text: end.message };
    case 'checkNotOpened':
      return {
        intent: 'warning',
        title: t`Your bank's check could not be opened`,
        text: t`Nothing has been charged; the payment waits for your bank's check. Check your network connection, and continue to it.`,
      };
    case 'notAuthenticated':
      return {
        intent: 'warning',
        title: t`Your bank's check was not completed`,
        text: t`Nothing was charged. Try again, or choose another card.`,
      };
    case 'notAttempted':
      return {
        intent: 'error',
        title: t`The payment was not attempted`,
        text:
          end.message || t`The payment service could not be reached and nothing was charged. It is safe to try again.`,
      };
    case 'refused':
      return { intent: 'error', title: t`The invoice cannot be paid now`, text: end.message };
    case 'unreachable':
      return {
        intent: 'warning',
        title: t`No answer from the server`,
        text: t`It is not known whether the payment was made. Press Pay now again when you are connected: you will not be charged twice.`,
      };
    case 'cardUnreachable':
      return {
        intent: 'warning',
        title: t`No answer from the server`,
        text: t`The card could not be added yet, and nothing was charged. Press Pay now again when you are connected.`,
      };
    case 'pending':
      return { intent: 'info', title: t`Processing`, text: pending(end.payment.properties.outcome) };
    case 'paid':
      return { intent: 'info', title: t`Paid`, text: '' };
  }
}

const useStyles = makeStyles({ place: { outline: 'none' } });
