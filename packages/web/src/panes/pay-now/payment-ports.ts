import type { PayInvoicesRequest } from '@betalt/contract/payments/pay-invoices.ts';
import type { PayInvoiceRequest, Payment } from '@betalt/contract/payments/payment.ts';
import type { Amount } from '@betalt/contract/shared/arm.ts';
import { ApiError, mayHaveBeenDone } from '../../api/api-error.ts';
import { arm } from '../../api/http.ts';
import { configQuery } from '../../api/queries/session.ts';
import { queryClient } from '../../api/query-client.ts';
import { GatewayLoadError, loadGateway } from '../../components/gateway-fields/stripe-js.ts';
import { accountId } from '../../scope.ts';
import type { Answer, PaymentPorts } from './pay-invoice.ts';
import { nextNewsOf } from './payment-news.ts';
import type { PressSubject } from './press-intent.ts';

/** Hears of credit that the same request used first: it stays used, whatever becomes of the rest. */
export type OnCredits = (used: Amount) => void;

/** The ways that a payment of this account takes to the server, to the gateway's script, and to the clock. */
export function paymentPorts(account: string, onCredits: OnCredits = ignore): PaymentPorts {
  const paymentPath = (name: string) => `${accountId(account)}/payments/${encodeURIComponent(name)}`;
  return {
    pay: ({ key, subject }) => {
      const { path, body } = payRequest(account, subject);
      return answerOf(arm<Payment>('POST', path, { body, idempotencyKey: key }), onCredits);
    },
    read: (name) => answerOf(arm<Payment>('GET', paymentPath(name))),
    cancel: (name) =>
      answerOf(arm<Payment>('POST', `${paymentPath(name)}/cancel`, { body: {}, idempotencyKey: `${name}.cancel` })),
    authenticate: async (clientSecret) => {
      const { gateway } = await queryClient.ensureQueryData(configQuery);
      const stripe = await loadGateway(gateway.scriptUrl, gateway.publishableKey).catch(noGateway);
      if (stripe === undefined) return 'notOpened';
      const { error } = await stripe.handleNextAction({ clientSecret });
      return error === undefined ? 'passed' : 'left';
    },
    waitForNews: (name, pauseMs) => Promise.race([nextNewsOf(name), pause(pauseMs)]),
    pause,
  };
}

/** One invoice by its own operation, several by the account's. */
export function payRequest(
  account: string,
  { parts, currency, paymentMethodId, usesCredits }: PressSubject,
): { readonly path: string; readonly body: PayInvoiceRequest | PayInvoicesRequest } {
  const how = {
    ...(paymentMethodId === undefined ? {} : { paymentMethodId }),
    ...(usesCredits ? { credits: true } : {}),
  };
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) {
    return { path: `${only.invoiceId}/pay`, body: { ...how, amount: { currency, value: only.amount } } };
  }
  const invoices = parts.map(({ invoiceId, amount: value }) => ({ invoiceId, amount: { currency, value } }));
  return { path: `${accountId(account)}/payInvoices`, body: { ...how, invoices } };
}

function noGateway(error: unknown): undefined {
  if (!(error instanceof GatewayLoadError)) throw error;
}

async function answerOf(request: Promise<Payment>, onCredits: OnCredits = ignore): Promise<Answer> {
  try {
    const payment = await request;
    if (payment.properties.creditsUsed) onCredits(payment.properties.creditsUsed.amount);
    return { kind: 'payment', payment };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const used = creditsUsedIn(error);
    if (used) onCredits(used);
    return answerOfError(error);
  }
}

/** What an error of the API says about the payment. Only a clear no is a no; anything else may have been done. */
export function answerOfError(error: Pick<ApiError, 'code' | 'status' | 'message' | 'info'>): Answer {
  const { code, status, message } = error;
  if (code === 'PaymentDeclined' || status === 402) return { kind: 'declined', message, code: declineCodeOf(error) };
  if (code === 'PaymentNotAttempted') return { kind: 'notAttempted', message };
  return mayHaveBeenDone(error) ? { kind: 'silent' } : { kind: 'refused', message };
}

function ignore(): void {}

/** The server says it in the same facts, under whichever of its codes (`Betalt.Payment`, or the credit alone). */
export function creditsUsedIn({ additionalInfo }: Pick<ApiError, 'additionalInfo'>): Amount | undefined {
  const told = additionalInfo.map(({ info }) => info['creditsUsed'] as { amount: Amount } | undefined);
  return told.find((used) => used !== undefined)?.amount;
}

function declineCodeOf(error: Pick<ApiError, 'info'>): string | undefined {
  const code = error.info('Betalt.Payment')?.['declineCode'];
  return typeof code === 'string' ? code : undefined;
}

function pause(pauseMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, pauseMs));
}
