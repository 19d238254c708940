import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { PaymentMethod } from '@betalt/contract/payments/payment-method.ts';
import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import { isApiError } from '../../api/api-error.ts';
import type { CardWishes } from '../../components/gateway-fields/new-card.tsx';
import { attachToProfile } from '../../components/payment-method-picker/payment-method-links.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { numberOf } from '../../pages/invoices/invoice-columns.ts';
import { paths } from '../../paths.ts';
import { scopeOfId } from '../../scope.ts';
import { notify } from '../../shell/notifications.ts';

/** Long enough to be seen, short enough that the row behind is free within a second; the toast says the same for longer. */
const CLOSE_AFTER_MS = 600;

/** What follows a payment: the toast, the closing of the pane, and the card kept as the payer wished. */
export function useAfterwards(account: string, invoice: Invoice, onClose: () => void) {
  const { t } = useLingui();
  const formats = useFormats();
  const closing = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(closing.current), []);

  const celebrate = () => {
    const number = numberOf(invoice);
    const amount = formats.money(invoice.properties.amountDue);
    notify({
      intent: 'success',
      title: t`Paid`,
      body: t`${amount} for invoice ${number}`,
      link: { text: t`View invoice`, to: paths.invoice({ account }, invoice.name) },
    });
    closing.current = setTimeout(onClose, CLOSE_AFTER_MS);
  };

  const keepCard = async (card: PaymentMethod | undefined, wishes: CardWishes) => {
    const profile = scopeOfId(invoice.properties.billingProfileId)?.profile;
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

  return { celebrate, keepCard };
}
