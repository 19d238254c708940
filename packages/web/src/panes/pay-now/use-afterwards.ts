import type { PaymentMethod } from '@betalt/contract/payments/payment-method.ts';
import type { Amount } from '@betalt/contract/shared/arm.ts';
import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import { isApiError } from '../../api/api-error.ts';
import type { CardWishes } from '../../components/gateway-fields/new-card.tsx';
import { attachToProfile } from '../../components/payment-method-picker/payment-method-links.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { paths } from '../../paths.ts';
import { notify } from '../../shell/notifications.ts';
import { useEndWords } from './end-words.ts';
import type { PressEnd } from './use-payment.ts';

/** Long enough to be seen, short enough that the row behind is free within a second; the toast says the same for longer. */
const CLOSE_AFTER_MS = 600;

/** What is told of the invoices that were paid: their names, and the number by which people know the one. */
export interface Paid {
  readonly invoiceNames: readonly string[];
  readonly number: string | undefined;
  readonly amount: Amount;
}

/** What follows a payment: the toast, the closing of the pane, the card kept as the payer wished. */
export function useAfterwards(account: string, profiles: readonly string[], onClose: () => void) {
  const { t } = useLingui();
  const formats = useFormats();
  const words = useEndWords();
  const closing = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
      clearTimeout(closing.current);
    };
  }, []);

  const linkTo = (invoiceNames: readonly string[]) => {
    const [only = '', ...others] = invoiceNames;
    return others.length === 0
      ? { text: t`View invoice`, to: paths.invoice({ account }, only) }
      : { text: t`Payments`, to: paths.payments({ account }) };
  };

  const celebrate = ({ invoiceNames, number, amount: paid }: Paid, isDone: boolean) => {
    const amount = formats.money(paid);
    const count = invoiceNames.length;
    const body =
      count === 1
        ? t`${amount} for invoice ${number ?? invoiceNames[0]}`
        : t({ message: plural(count, { one: `${amount} for # invoice`, other: `${amount} for # invoices` }) });
    notify({ intent: 'success', title: t`Paid`, body, link: linkTo(invoiceNames) });
    if (isDone) closing.current = setTimeout(onClose, CLOSE_AFTER_MS);
  };

  /** Whoever closed the pane meanwhile hears how it ended from the bell. */
  const tellIfGone = (end: PressEnd, invoiceNames: readonly string[]) => {
    if (isHere.current || end.kind === 'paid') return;
    const { intent, title, text } = words(end);
    notify({ intent: intent === 'info' ? 'info' : 'error', title, body: text, link: linkTo(invoiceNames) });
  };

  const keepCard = async (card: PaymentMethod | undefined, wishes: CardWishes) => {
    const [profile] = profiles;
    if (!card || !wishes.isAttached || profile === undefined) return;
    try {
      await attachToProfile({ account, profile }, card.name, wishes.isDefault);
    } catch (error) {
      // The payment stands; only the wish about the card did not come true.
      notify({
        intent: 'warning',
        title: t`The card was not attached to the billing profile`,
        body: isApiError(error) ? error.message : undefined,
        link: { text: t`Payment methods`, to: paths.paymentMethods({ account, profile }) },
      });
    }
  };

  return { celebrate, keepCard, tellIfGone };
}
