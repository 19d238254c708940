import type { PaymentMethodSetup } from '@betalt/contract/payments/payment-method.ts';
import { makeStyles, mergeClasses, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef, useState } from 'react';
import { configQuery } from '../../api/queries/session.ts';
import { queryClient } from '../../api/query-client.ts';
import { ErrorState } from '../error-state.tsx';
import { cardRefusal, isIncomplete } from './card-refusal.ts';
import { gatewayAppearance } from './gateway-appearance.ts';
import { startSetup } from './payment-method-setup.ts';
import { loadGateway, type StripeElements, type StripeJs, type StripePaymentElement } from './stripe-js.ts';

export type CardConfirmation =
  | { readonly kind: 'confirmed'; readonly methodName: string; readonly setupIntentId: string }
  /** The fields show what is missing; the focus is back in them. */
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'refused'; readonly message: string };

export interface GatewayFieldsHandle {
  /** Confirms what was typed with the gateway; opens the bank's check where it asks for one. May be called again. */
  readonly confirm: () => Promise<CardConfirmation>;
}

interface GatewayFieldsProps {
  readonly ref: Ref<GatewayFieldsHandle>;
  /** The fields hold something that closing would lose. */
  readonly onDirty?: () => void;
}

/** The gateway's own card fields, in its own frame: a card number never reaches this page. */
export function GatewayFields({ ref, onDirty }: GatewayFieldsProps) {
  const styles = useStyles();
  const { i18n } = useLingui();
  const host = useRef<HTMLDivElement>(null);
  const mounted = useRef<MountedFields | undefined>(undefined);
  const [state, setState] = useState<'loading' | 'ready' | { readonly error: unknown }>('loading');
  const [attempt, setAttempt] = useState(0);
  const tellDirty = useEffectEvent(() => onDirty?.());

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let isGone = false;
    setState('loading');
    const show = async () => {
      const fields = await mountFields(element, i18n.locale, () => isGone);
      if (!fields) return;
      mounted.current = fields;
      fields.element.on('ready', () => setState('ready'));
      fields.element.on('loaderror', ({ error }) => setState({ error: new Error(error.message ?? error.type) }));
      fields.element.on('change', ({ empty }) => {
        // Another card needs its own confirmation.
        delete fields.confirmedId;
        if (!empty) tellDirty();
      });
    };
    show().catch((error: unknown) => !isGone && setState({ error }));
    return () => {
      isGone = true;
      mounted.current?.element.destroy();
      mounted.current = undefined;
    };
  }, [i18n.locale, attempt]);

  useImperativeHandle(ref, () => ({
    confirm: async () => {
      if (!mounted.current) return { kind: 'incomplete' };
      return confirmFields(mounted.current, (refusal) => i18n._(refusal));
    },
  }));

  return (
    <div className={styles.frame} aria-busy={state === 'loading'}>
      {typeof state === 'object' && <ErrorState error={state.error} onRetry={() => setAttempt(attempt + 1)} />}
      {state === 'loading' && <FieldsSkeleton />}
      <div ref={host} className={mergeClasses(styles.host, state !== 'ready' && styles.waiting)} />
    </div>
  );
}

interface MountedFields {
  readonly stripe: StripeJs;
  readonly elements: StripeElements;
  readonly element: StripePaymentElement;
  readonly setup: PaymentMethodSetup;
  /** Of a setup that the gateway has confirmed: it must not be confirmed twice, only recorded again. */
  confirmedId?: string;
}

async function mountFields(
  host: HTMLElement,
  locale: string,
  isGone: () => boolean,
): Promise<MountedFields | undefined> {
  const { gateway } = await queryClient.ensureQueryData(configQuery);
  const [stripe, setup] = await Promise.all([loadGateway(gateway.scriptUrl, gateway.publishableKey), startSetup()]);
  if (isGone()) return undefined;
  const { clientSecret } = setup;
  const elements = stripe.elements({ clientSecret, locale: stripeLocale(locale), appearance: gatewayAppearance(host) });
  const element = elements.create('payment', { layout: 'tabs' });
  element.mount(host);
  return { stripe, elements, element, setup };
}

async function confirmFields(
  fields: MountedFields,
  say: (refusal: ReturnType<typeof cardRefusal>) => string,
): Promise<CardConfirmation> {
  const { stripe, elements, setup } = fields;
  if (fields.confirmedId === undefined) {
    const { setupIntent, error } = await stripe.confirmSetup({
      elements,
      redirect: 'if_required',
      confirmParams: { return_url: location.href },
    });
    if (error && isIncomplete(error)) return { kind: 'incomplete' };
    if (error) return { kind: 'refused', message: say(cardRefusal(error)) };
    if (setupIntent?.status !== 'succeeded')
      return { kind: 'refused', message: say(cardRefusal({ type: 'api_error' })) };
    fields.confirmedId = setupIntent.id;
  }
  return { kind: 'confirmed', methodName: setup.name, setupIntentId: fields.confirmedId };
}

// Stripe.js names Norwegian Bokmål `nb`, and English of the United States `en`.
function stripeLocale(locale: string): string {
  return locale.split('-')[0] ?? 'auto';
}

function FieldsSkeleton() {
  const styles = useStyles();
  return (
    <Skeleton className={styles.skeleton}>
      <SkeletonItem size={32} />
      <div className={styles.pair}>
        <SkeletonItem size={32} />
        <SkeletonItem size={32} />
      </div>
    </Skeleton>
  );
}

const useStyles = makeStyles({
  // As tall as the card fields, so that nothing below jumps when they arrive.
  frame: { position: 'relative', minHeight: '148px' },
  host: { width: '100%' },
  waiting: { visibility: 'hidden', height: 0 },
  skeleton: { display: 'grid', rowGap: tokens.spacingVerticalXL, paddingTop: tokens.spacingVerticalXL },
  pair: { display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: tokens.spacingHorizontalM },
});
