import type { Payment } from '@betalt/contract/payments/payment.ts';
import { useLingui } from '@lingui/react/macro';
import type { PressEnd } from './use-payment.ts';

type Outcome = Payment['properties']['outcome'];
export type EndWords = { readonly intent: 'info' | 'warning' | 'error'; readonly title: string; readonly text: string };

/** How a press ended, in words that say what it means for the money and what to do next. */
export function useEndWords(): (end: PressEnd) => EndWords {
  const { t } = useLingui();
  const pending = (outcome: Outcome): EndWords =>
    outcome === 'unknown'
      ? {
          intent: 'info',
          title: t`It is not known yet whether the payment went through`,
          text: t`The payment service has not answered. We keep asking, nothing is charged twice, and nobody can pay meanwhile. You can close this pane: the invoice shows the answer by itself.`,
        }
      : {
          intent: 'info',
          title: t`Processing`,
          text: t`The payment has been sent, and the bank has not confirmed it yet. You can close this pane: the invoice turns Paid by itself when it is confirmed, and nobody can pay it twice meanwhile.`,
        };
  return (end) => {
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
            end.message ||
            t`The payment service could not be reached and nothing was charged. It is safe to try again.`,
        };
      case 'refused':
        return { intent: 'error', title: t`This cannot be paid now`, text: end.message };
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
        return pending(end.payment.properties.outcome);
      case 'paid':
        return { intent: 'info', title: t`Paid`, text: '' };
    }
  };
}
