import type { PayLinkView } from '@betalt/contract/pay-links/pay-link.ts';
import { exponentOf, isCurrency } from '@betalt/core/money/currency.ts';
import { makeStyles } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { cardRefusal, isIncomplete } from '../components/gateway-fields/card-refusal.ts';
import { gatewayAppearance } from '../components/gateway-fields/gateway-appearance.ts';
import {
  loadGateway,
  type StripeElements,
  type StripeJs,
  type StripePaymentElement,
} from '../components/gateway-fields/stripe-js.ts';
import { MessageArea } from '../components/message-area.tsx';

export type CardToken =
  | { readonly kind: 'made'; readonly gatewayPaymentMethodId: string }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'refused'; readonly message: string };

export interface LinkCardHandle {
  /** Makes a token of what was typed; the number stays with the gateway. */
  readonly makeToken: (payerName: string) => Promise<CardToken>;
}

interface LinkCardProps {
  readonly ref: Ref<LinkCardHandle>;
  readonly gateway: PayLinkView['gateway'];
  readonly amount: PayLinkView['amount'];
}

interface Mounted {
  readonly stripe: StripeJs;
  readonly elements: StripeElements;
  readonly element: StripePaymentElement;
}

/** The gateway's own card fields, for a card that is used once. */
export function LinkCard({ ref, gateway, amount }: LinkCardProps) {
  const styles = useStyles();
  const { i18n, t } = useLingui();
  const host = useRef<HTMLDivElement>(null);
  const mounted = useRef<Mounted | undefined>(undefined);
  const [isFailed, setFailed] = useState(false);
  const { scriptUrl, publishableKey } = gateway;
  const { currency, value } = amount;

  useEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    let isGone = false;
    setFailed(false);
    const show = async () => {
      const stripe = await loadGateway(scriptUrl, publishableKey);
      if (isGone) return;
      mounted.current = mountFields(stripe, element, { currency, value }, i18n.locale, () => setFailed(true));
    };
    show().catch(() => !isGone && setFailed(true));
    return () => {
      isGone = true;
      mounted.current?.element.destroy();
      mounted.current = undefined;
    };
  }, [scriptUrl, publishableKey, currency, value, i18n.locale]);

  useImperativeHandle(ref, () => ({
    makeToken: async (payerName) => {
      if (!mounted.current) return { kind: 'incomplete' };
      return tokenOf(mounted.current, payerName, (error) => i18n._(cardRefusal(error)));
    },
  }));

  return (
    <div className={styles.frame}>
      {isFailed && (
        <MessageArea intent="error">
          {t`The card form could not be loaded. Check your network connection, and reload the page.`}
        </MessageArea>
      )}
      <div ref={host} className={styles.host} />
      <p className={styles.note}>
        <Trans>The card number goes straight to the payment service and is never stored here.</Trans>
      </p>
    </div>
  );
}

function mountFields(
  stripe: StripeJs,
  host: HTMLElement,
  amount: PayLinkView['amount'],
  locale: string,
  onFailure: () => void,
): Mounted {
  const elements = stripe.elements({
    mode: 'payment',
    amount: minorUnits(amount),
    currency: amount.currency.toLowerCase(),
    paymentMethodCreation: 'manual',
    paymentMethodTypes: ['card'],
    locale: locale.split('-')[0] ?? 'auto',
    appearance: gatewayAppearance(host),
  });
  const element = elements.create('payment', { layout: 'tabs' });
  element.on('loaderror', onFailure);
  element.mount(host);
  return { stripe, elements, element };
}

async function tokenOf(
  { stripe, elements }: Mounted,
  payerName: string,
  say: (error: Parameters<typeof cardRefusal>[0]) => string,
): Promise<CardToken> {
  const submitted = await elements.submit();
  if (submitted.error) return { kind: 'incomplete' };
  const params = payerName === '' ? {} : { params: { billing_details: { name: payerName } } };
  const { paymentMethod, error } = await stripe.createPaymentMethod({ elements, ...params });
  if (error && isIncomplete(error)) return { kind: 'incomplete' };
  if (error || !paymentMethod) return { kind: 'refused', message: say(error ?? { type: 'api_error' }) };
  return { kind: 'made', gatewayPaymentMethodId: paymentMethod.id };
}

/** Only for the fields' own use; what is charged is the server's decision. */
function minorUnits({ currency, value }: PayLinkView['amount']): number {
  return Math.max(1, Math.round(value * 10 ** (isCurrency(currency) ? exponentOf(currency) : 2)));
}

const useStyles = makeStyles({
  // As tall as the card fields, so that nothing below jumps when they arrive.
  frame: { minHeight: '168px' },
  host: { width: '100%', minHeight: '148px' },
  note: { margin: '8px 0 0', fontSize: '12px' },
});
