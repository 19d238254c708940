import type { Payment } from '@betalt/contract/payments/payment.ts';
import { useRef, useState } from 'react';
import { addCard } from '../../components/gateway-fields/add-card.ts';
import type { GatewayFieldsHandle } from '../../components/gateway-fields/gateway-fields.tsx';
import { NO_WISHES } from '../../components/gateway-fields/new-card.tsx';
import { NEW_METHOD } from '../../components/payment-method-picker/payment-method-picker.tsx';
import { sharesOf, type ToPay } from './pay-form.ts';
import { useAfterwards } from './use-afterwards.ts';
import { useMethodChoice } from './use-method-choice.ts';
import { type ChooseMethod, type PressEnd, usePayment } from './use-payment.ts';

interface PayPaneFacts {
  readonly account: string;
  /** Names of the billing profiles whose invoices are paid. */
  readonly profiles: readonly string[];
  readonly onClose: () => void;
}

export type PayPane = ReturnType<typeof usePayPane>;

/** What every pane that pays has: a method, wishes about a new card, credit, one press at a time, and what follows it. */
export function usePayPane({ account, profiles, onClose }: PayPaneFacts) {
  const payment = usePayment(account);
  const methods = useMethodChoice(account, profiles);
  const afterwards = useAfterwards(account, profiles, onClose);
  const fields = useRef<GatewayFieldsHandle>(null);
  const [wishes, setWishes] = useState(NO_WISHES);
  const [isTyped, setTyped] = useState(false);
  const [usesCredits, setUsesCredits] = useState(true);
  const isNew = methods.chosen === NEW_METHOD;

  const chooseMethod: ChooseMethod = async () => {
    if (!isNew) return methods.chosen;
    if (!fields.current) return undefined;
    const added = await addCard(fields.current, wishes.isSaved || wishes.isAttached);
    if (added.kind === 'added') return methods.useAdded(added.method);
    if (added.kind === 'incomplete') return undefined;
    return added.kind === 'refused' ? { kind: 'cardRefused', message: added.message } : { kind: 'cardUnreachable' };
  };

  /**
   * @param number by which people know the invoice, where it is one
   * @param isDone nothing is left to pay here afterwards: the pane closes by itself
   */
  const press = async (toPay: ToPay, { number, isDone }: { number?: string | undefined; isDone: boolean }) => {
    const { credit, byMethod } = sharesOf(toPay, usesCredits);
    const what = { parts: toPay.parts, currency: toPay.currency, usesCredits: credit.value > 0 };
    const end = await payment.press(what, byMethod.value > 0 ? chooseMethod : undefined);
    const invoiceNames = toPay.parts.map(({ invoiceName }) => invoiceName);
    if (end?.kind === 'paid' || end?.kind === 'pending') await afterwards.keepCard(methods.added.current, wishes);
    if (end) afterwards.tellIfGone(end, invoiceNames);
    if (end?.kind === 'paid') afterwards.celebrate({ invoiceNames, number, amount: toPay.total }, isDone);
    return end;
  };

  const resume = async (waiting: Payment, number: string): Promise<PressEnd | undefined> => {
    const end = await payment.resume(waiting);
    const invoiceNames = waiting.properties.allocations.map(({ invoiceName }) => invoiceName);
    const { amount } = waiting.properties;
    if (end) afterwards.tellIfGone(end, invoiceNames);
    if (end?.kind === 'paid') afterwards.celebrate({ invoiceNames, number, amount }, true);
    return end;
  };

  return {
    payment,
    methods,
    fields,
    wishes,
    setWishes,
    usesCredits,
    setUsesCredits,
    isNew,
    isTyped,
    markTyped: () => setTyped(true),
    isBusy: payment.phase !== 'idle',
    press,
    resume,
  };
}
