import type { Payment } from '@betalt/contract/payments/payment.ts';
import type { Amount } from '@betalt/contract/shared/arm.ts';
import { useRef, useState } from 'react';
import { keys } from '../../api/keys.ts';
import { useLiveEvents } from '../../api/live.ts';
import { queryClient } from '../../api/query-client.ts';
import { activityQuery } from '../../pages/invoices/activity-queries.ts';
import { rereadInvoice, rereadLists, showAnswered, shownInvoice } from '../../pages/invoices/invoice-queries.ts';
import { invoiceAfter } from './paid-invoice.ts';
import { followPayment, giveUp, type PaymentEnd, type PaymentPhase, payInvoice } from './pay-invoice.ts';
import { tellNews } from './payment-news.ts';
import { paymentPorts } from './payment-ports.ts';
import { type PressIntent, type PressSubject, pressIntent } from './press-intent.ts';

export type PanePhase = 'idle' | 'addingCard' | PaymentPhase;

/** What stops a press before any payment was asked for: the pane says it, and nothing was charged. */
export type CardProblem =
  | { readonly kind: 'cardRefused'; readonly message: string }
  | { readonly kind: 'cardUnreachable' };
export type PressEnd = PaymentEnd | CardProblem;

/** Gives the id of the method to pay with; undefined when the gateway's fields are not complete. */
export type ChooseMethod = () => Promise<string | CardProblem | undefined>;

/** A payment from a pane: one request at a time, one key per press, and how the last press ended. */
export function usePayment(account: string) {
  const [phase, setPhase] = useState<PanePhase>('idle');
  const [end, setEnd] = useState<PressEnd | undefined>();
  const isRunning = useRef(false);
  const unanswered = useRef<PressIntent | undefined>(undefined);
  const [creditsUsed, setCreditsUsed] = useState<Amount | undefined>();
  const ports = paymentPorts(account, setCreditsUsed);
  useLiveEvents(tellNews);

  const run = async (invoiceNames: readonly string[], work: () => Promise<PressEnd | undefined>) => {
    // A second click of a double click arrives before the button is disabled.
    if (isRunning.current) return undefined;
    isRunning.current = true;
    setEnd(undefined);
    setCreditsUsed(undefined);
    try {
      const reached = await work();
      if (reached) showEnd(account, invoiceNames, reached);
      setEnd(reached);
      return reached;
    } finally {
      isRunning.current = false;
      setPhase('idle');
    }
  };

  /** @param choose undefined where credit covers everything, so that no method is needed */
  const press = (what: Omit<PressSubject, 'paymentMethodId'>, choose: ChooseMethod | undefined) =>
    run(namesOf(what), async () => {
      setPhase('addingCard');
      const method = await choose?.();
      if (choose && method === undefined) return undefined;
      if (typeof method === 'object') return method;
      const intent = pressIntent(unanswered.current, { ...what, paymentMethodId: method }, () => crypto.randomUUID());
      unanswered.current = intent;
      const reached = await payInvoice(ports, intent, setPhase);
      if (reached.kind !== 'unreachable') unanswered.current = undefined;
      return reached;
    });

  return {
    phase,
    end,
    /** Of the last press, also where it did not end in Paid. */
    creditsUsed,
    press,
    resume: (payment: Payment) => run(paidBy(payment), () => followPayment(ports, payment, setPhase)),
    abandon: (payment: Payment) => run(paidBy(payment), () => giveUp(ports, payment)),
    forget: () => setEnd(undefined),
  };
}

function namesOf({ parts }: Pick<PressSubject, 'parts'>): string[] {
  return parts.map(({ invoiceName }) => invoiceName);
}

function paidBy({ properties }: Payment): string[] {
  return properties.allocations.map(({ invoiceName }) => invoiceName);
}

/** Every screen of this browser shows the end at once; what the answer does not say is read again. */
function showEnd(account: string, invoiceNames: readonly string[], end: PressEnd): void {
  if (end.kind === 'cardRefused' || end.kind === 'cardUnreachable' || end.kind === 'unreachable') return;
  if (end.kind === 'paid') showPaid(account, invoiceNames, end.payment);
  for (const queryKey of [
    keys.payments(account),
    activityQuery(account).queryKey,
    keys.billingProfiles(account),
    keys.credits(account),
    keys.quotes(account),
  ]) {
    void queryClient.invalidateQueries({ queryKey });
  }
  // Where one cannot be read now, its page and its lists ask again, and say what is wrong.
  for (const name of invoiceNames) rereadInvoice(account, name).catch(() => rereadLists(account));
}

function showPaid(account: string, invoiceNames: readonly string[], payment: Payment): void {
  for (const name of invoiceNames) {
    const shown = shownInvoice(account, name);
    if (shown) showAnswered(account, invoiceAfter(payment, shown));
  }
}
