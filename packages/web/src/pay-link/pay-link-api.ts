import type {
  OpenPayLinkRequest,
  PayByLinkRequest,
  PayLinkPayment,
  PayLinkPaymentRequest,
  PayLinkView,
} from '@betalt/contract/pay-links/pay-link.ts';
import { ApiError } from '../api/api-error.ts';
import { arm } from '../api/http.ts';
import { GatewayLoadError, loadGateway } from '../components/gateway-fields/stripe-js.ts';
import type { Answer, Followed, PaymentPorts } from '../panes/pay-now/pay-invoice.ts';

const PAY_LINKS = '/providers/Microsoft.Billing/payLinks';

/** What the token opens. The token goes in the body, where no log looks. @throws ApiError 404 or 410 for what opens nothing */
export function openPayLink(token: string): Promise<PayLinkView> {
  return arm<PayLinkView>('POST', `${PAY_LINKS}/open`, { body: { token } satisfies OpenPayLinkRequest });
}

/** One press: a card, as the gateway's token, and the key that goes with every repetition of it. */
export type LinkIntent = Pick<PayByLinkRequest, 'gatewayPaymentMethodId' | 'payerName' | 'idempotencyKey'>;
export type LinkPayment = Followed & { readonly amount: PayLinkPayment['amount'] };

/** The ways of a link's payment to the server, the gateway's script and the clock: no live events reach a stranger. */
export function payLinkPorts(token: string, gateway: PayLinkView['gateway']): PaymentPorts<LinkIntent, LinkPayment> {
  const ask = (operation: 'payment' | 'cancel', paymentId: string) =>
    answerOf(
      arm<PayLinkPayment>('POST', `${PAY_LINKS}/${operation}`, {
        body: { token, paymentId } satisfies PayLinkPaymentRequest,
      }),
    );
  return {
    pay: (intent) =>
      answerOf(
        arm<PayLinkPayment>('POST', `${PAY_LINKS}/pay`, { body: { token, ...intent } satisfies PayByLinkRequest }),
      ),
    read: (paymentId) => ask('payment', paymentId),
    cancel: (paymentId) => ask('cancel', paymentId),
    authenticate: async (clientSecret) => {
      const stripe = await loadGateway(gateway.scriptUrl, gateway.publishableKey).catch(noGateway);
      if (stripe === undefined) return 'notOpened';
      const { error } = await stripe.handleNextAction({ clientSecret });
      return error === undefined ? 'passed' : 'left';
    },
    waitForNews: (_paymentId, pauseMs) => pause(pauseMs),
    pause,
  };
}

async function answerOf(request: Promise<PayLinkPayment>): Promise<Answer<LinkPayment>> {
  try {
    const { paymentId, amount, outcome, nextAction, decline } = await request;
    const properties = { outcome, ...(nextAction && { nextAction }), ...(decline && { decline }) };
    return { kind: 'payment', payment: { name: paymentId, amount, properties } };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { status, message } = error;
    const mayHaveBeenDone = status === 0 || status >= 500 || status === 429 || status === 408;
    return mayHaveBeenDone ? { kind: 'silent' } : { kind: 'refused', message };
  }
}

function noGateway(error: unknown): undefined {
  if (!(error instanceof GatewayLoadError)) throw error;
}

function pause(pauseMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, pauseMs));
}
