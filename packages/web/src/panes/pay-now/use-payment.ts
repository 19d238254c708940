import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { Payment } from '@betalt/contract/payments/payment.ts';
import { useRef, useState } from 'react';
import { keys } from '../../api/keys.ts';
import { useLiveEvents } from '../../api/live.ts';
import { queryClient } from '../../api/query-client.ts';
import { activityQuery } from '../../pages/invoices/activity-queries.ts';
import { rereadInvoice, rereadLists, showAnswered } from '../../pages/invoices/invoice-queries.ts';
import { invoiceAfter } from './paid-invoice.ts';
import { followPayment, giveUp, type PaymentEnd, type PaymentPhase, payInvoice } from './pay-invoice.ts';
import { tellNews } from './payment-news.ts';
import { paymentPorts } from './payment-ports.ts';
import { type PressIntent, pressIntent } from './press-intent.ts';

export type PanePhase = 'idle' | 'addingCard' | PaymentPhase;

/** What stops a press before any payment was asked for: the pane says it, and nothing was charged. */
export type CardProblem =
  | { readonly kind: 'cardRefused'; readonly message: string }
  | { readonly kind: 'cardUnreachable' };
export type PressEnd = PaymentEnd | CardProblem;

/** Gives the id of the method to pay with; undefined when the gateway's fields are not complete. */
export type ChooseMethod = () => Promise<string | CardProblem | undefined>;

/** The payment of one invoice from the pane: one request at a time, one key per press, and how the last press ended. */
export function usePayment(account: string, invoice: Invoice) {
  const [phase, setPhase] = useState<PanePhase>('idle');
  const [end, setEnd] = useState<PressEnd | undefined>();
  const isRunning = useRef(false);
  const unanswered = useRef<PressIntent | undefined>(undefined);
  const ports = paymentPorts(account);
  useLiveEvents(tellNews);

  const run = async (work: () => Promise<PressEnd | undefined>): Promise<PressEnd | undefined> => {
    // A second click of a double click arrives before the button is disabled.
    if (isRunning.current) return undefined;
    isRunning.current = true;
    setEnd(undefined);
    try {
      const reached = await work();
      if (reached) showEnd(account, invoice, reached);
      setEnd(reached);
      return reached;
    } finally {
      isRunning.current = false;
      setPhase('idle');
    }
  };

  const press = (choose: ChooseMethod) =>
    run(async () => {
      setPhase('addingCard');
      const method = await choose();
      if (method === undefined || typeof method === 'object') return method;
      const { currency, value: amount } = invoice.properties.amountDue;
      const subject = { invoiceId: invoice.id, paymentMethodId: method, currency, amount };
      const intent = pressIntent(unanswered.current, subject, () => crypto.randomUUID());
      unanswered.current = intent;
      const reached = await payInvoice(ports, intent, setPhase);
      if (reached.kind !== 'unreachable') unanswered.current = undefined;
      return reached;
    });

  return {
    phase,
    end,
    press,
    resume: (payment: Payment) => run(() => followPayment(ports, payment, setPhase)),
    abandon: (payment: Payment) => run(() => giveUp(ports, payment)),
    forget: () => setEnd(undefined),
  };
}

/** Every screen of this browser shows the end at once; what the answer does not say is read again. */
function showEnd(account: string, invoice: Invoice, end: PressEnd): void {
  if (end.kind === 'cardRefused' || end.kind === 'cardUnreachable' || end.kind === 'unreachable') return;
  if (end.kind === 'paid') showAnswered(account, invoiceAfter(end.payment, invoice));
  void queryClient.invalidateQueries({ queryKey: keys.payments(account) });
  void queryClient.invalidateQueries({ queryKey: activityQuery(account).queryKey });
  void queryClient.invalidateQueries({ queryKey: keys.billingProfiles(account) });
  // Where it cannot be read now, its page and its lists ask again, and say what is wrong.
  rereadInvoice(account, invoice.name).catch(() => rereadLists(account));
}
