import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { Amount } from '@betalt/contract/shared/arm.ts';
import { type AgreementType, PAYMENT_RULES } from '@betalt/core/accounts/payment-rules.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { quoteQuery } from '../../api/queries/paying.ts';
import { useSession } from '../../api/queries/session.ts';
import { useTypedAmount } from '../../components/amount-field/amount-field.tsx';
import { type AmountBounds, hasRoomForAPart } from '../../components/amount-field/typed-amount.ts';
import type { ToPay } from './pay-form.ts';

/** How much of one invoice is paid: all that is due, or a part where the type of account allows it. */
export function useOneAmount(account: string, invoice: Invoice) {
  const { amountDue, payability } = invoice.properties;
  const [isPart, setPart] = useState(false);
  const [typed, setTyped] = useState('');
  const read = useTypedAmount();
  const bounds: AmountBounds = { least: payability?.minimumAmount, most: amountDue };
  const quote = useQuery({
    ...quoteQuery(account, { invoices: [{ invoiceId: invoice.id }], credits: true }),
    enabled: payability?.canPay === true,
  });
  const part = isPart ? read(typed, bounds) : undefined;
  const amount: Amount | undefined = part === undefined ? amountDue : part.ok ? part.amount : undefined;
  // A quote that cannot be had leaves credit out; what is due is known from the invoice.
  const credits = quote.data?.groups[0]?.credits ?? { currency: amountDue.currency, value: 0 };
  const isWaiting = quote.isPending && quote.isFetching;
  const toPay: ToPay | undefined =
    amount === undefined || isWaiting
      ? undefined
      : {
          currency: amountDue.currency,
          parts: [{ invoiceId: invoice.id, invoiceName: invoice.name, amount: amount.value }],
          total: amount,
          credits,
        };
  return {
    toPay,
    /** It is not known yet what credit there is. */
    isWaiting,
    bounds,
    isPart,
    setPart,
    typed,
    setTyped,
    mayPayPart: useMayPayPart(account) && payability?.canPay === true && hasRoomForAPart(bounds),
  };
}

export type OneAmount = ReturnType<typeof useOneAmount>;

/** Whether the type of the account leaves the choice to pay less than is due. */
export function useMayPayPart(account: string): boolean {
  const { billingAccounts } = useSession();
  const type = billingAccounts.find(({ name }) => name === account)?.agreementType ?? '';
  return isAgreementType(type) && PAYMENT_RULES[type].partPayment;
}

function isAgreementType(type: string): type is AgreementType {
  return Object.hasOwn(PAYMENT_RULES, type);
}
