import type { PayLinkView } from '@betalt/contract/pay-links/pay-link.ts';
import { type RefObject, useRef, useState } from 'react';
import { type PaymentEnd, type PaymentPhase, payInvoice } from '../panes/pay-now/pay-invoice.ts';
import type { LinkCardHandle } from './link-card.tsx';
import { type LinkPayment, payLinkPorts } from './pay-link-api.ts';

export type LinkEnd = PaymentEnd<LinkPayment> | { readonly kind: 'cardRefused'; readonly message: string };

/** The payment of a link: one press at a time; a press whose answer was lost goes again with its own card and key. */
export function useLinkPayment(token: string, view: PayLinkView, card: RefObject<LinkCardHandle | null>) {
  const [phase, setPhase] = useState<'idle' | 'addingCard' | PaymentPhase>('idle');
  const [end, setEnd] = useState<LinkEnd | undefined>();
  const isRunning = useRef(false);
  const unanswered = useRef<{ readonly gatewayPaymentMethodId: string; readonly idempotencyKey: string } | undefined>(
    undefined,
  );

  const work = async (payerName: string): Promise<LinkEnd | undefined> => {
    if (!unanswered.current) {
      const made = await card.current?.makeToken(payerName);
      if (!made || made.kind === 'incomplete') return undefined;
      if (made.kind === 'refused') return { kind: 'cardRefused', message: made.message };
      const { gatewayPaymentMethodId } = made;
      unanswered.current = { gatewayPaymentMethodId, idempotencyKey: crypto.randomUUID() };
    }
    const intent = { ...unanswered.current, ...(payerName === '' ? {} : { payerName }) };
    const reached = await payInvoice(payLinkPorts(token, view.gateway), intent, setPhase);
    if (reached.kind !== 'unreachable') unanswered.current = undefined;
    return reached;
  };

  const press = async (payerName: string) => {
    if (isRunning.current) return;
    isRunning.current = true;
    setEnd(undefined);
    setPhase('addingCard');
    try {
      setEnd(await work(payerName.trim()));
    } finally {
      isRunning.current = false;
      setPhase('idle');
    }
  };

  return { phase, end, press };
}
