import type { Payment } from '@betalt/contract/payments/payment.ts';
import type { PressIntent } from './press-intent.ts';

/**
 * What happens between the press of Pay now and an end that can be told to the payer.
 *
 * | phase | what is known | may the pane close? |
 * | --- | --- | --- |
 * | asking | the request is on its way | only after a warning |
 * | asking again | an answer was lost; the same request, with the same key, goes again | only after a warning |
 * | authenticating | the bank asks the payer (3-D Secure) | only after a warning |
 * | settling | the payment is recorded, the outcome is not final | yes: the server goes on |
 */
export type PaymentPhase = 'asking' | 'askingAgain' | 'authenticating' | 'settling';

/** The bank's no. `code` is one of `core/payments/decline.ts`, where it is known; `message` says what to do. */
export interface Declined {
  readonly kind: 'declined';
  readonly message: string;
  readonly code?: string | undefined;
}

/** What has to be known of a payment to follow it: that of a billing account, and that of a pay link. */
export interface Followed {
  readonly name: string;
  readonly properties: Pick<Payment['properties'], 'outcome' | 'nextAction' | 'decline'>;
}

export type PaymentEnd<P extends Followed = Payment> =
  | { readonly kind: 'paid'; readonly payment: P }
  /** Not final: still processing, or the gateway's answer is not known yet. Nobody may pay again meanwhile. */
  | { readonly kind: 'pending'; readonly payment: P }
  | Declined
  /** The bank's check could not be opened: the payment waits for it, or for being given up. */
  | { readonly kind: 'checkNotOpened' }
  /** The payer did not pass, or left, the bank's check; nothing was charged and the invoice is free again. */
  | { readonly kind: 'notAuthenticated' }
  /** The gateway was never asked; nothing was charged. */
  | { readonly kind: 'notAttempted'; readonly message: string }
  /** The rules say no (paid meanwhile, role withdrawn, …): the invoice must be read again. */
  | { readonly kind: 'refused'; readonly message: string }
  /** No answer reached this browser. The same intent may be sent again without a second charge. */
  | { readonly kind: 'unreachable' };

/** What a request came back with. `silent`: no answer, or one that does not say whether the work was done. */
export type Answer<P extends Followed = Payment> =
  | { readonly kind: 'payment'; readonly payment: P }
  | Declined
  | { readonly kind: 'notAttempted'; readonly message: string }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'silent' };

export interface PaymentPorts<I = PressIntent, P extends Followed = Payment> {
  readonly pay: (intent: I) => Promise<Answer<P>>;
  readonly read: (paymentName: string) => Promise<Answer<P>>;
  readonly cancel: (paymentName: string) => Promise<Answer<P>>;
  /** Opens the bank's check in the page; `left` when the payer failed or left it. */
  readonly authenticate: (clientSecret: string) => Promise<'passed' | 'left' | 'notOpened'>;
  /** Resolves after the pause, or as soon as something is heard of the payment. */
  readonly waitForNews: (paymentName: string, pauseMs: number) => Promise<void>;
  readonly pause: (pauseMs: number) => Promise<void>;
}

const ASK_AGAIN_AFTER_MS = [500, 1500, 4000];
const READ_AFTER_MS = [300, 700, 1500, 3000, 5000, 5000, 5000];

/** Sends the intent until it is answered or the patience is used up, then follows the payment to its end. */
export async function payInvoice<I, P extends Followed>(
  ports: PaymentPorts<I, P>,
  intent: I,
  onPhase: (phase: PaymentPhase) => void,
): Promise<PaymentEnd<P>> {
  onPhase('asking');
  let answer = await ports.pay(intent);
  for (const pauseMs of ASK_AGAIN_AFTER_MS) {
    if (answer.kind !== 'silent') break;
    onPhase('askingAgain');
    await ports.pause(pauseMs);
    answer = await ports.pay(intent);
  }
  if (answer.kind === 'silent') return { kind: 'unreachable' };
  if (answer.kind !== 'payment') return answer;
  return followPayment(ports, answer.payment, onPhase);
}

/** Follows a recorded payment, through the bank's check where it asks for one. */
export async function followPayment<I, P extends Followed>(
  ports: PaymentPorts<I, P>,
  recorded: P,
  onPhase: (phase: PaymentPhase) => void,
): Promise<PaymentEnd<P>> {
  const { outcome, nextAction } = recorded.properties;
  let payment = recorded;
  if (outcome === 'requires_action' && nextAction) {
    onPhase('authenticating');
    const check = await ports.authenticate(nextAction.clientSecret);
    if (check === 'notOpened') return { kind: 'checkNotOpened' };
    payment = await read(ports, payment);
    if (check === 'left' && payment.properties.outcome === 'requires_action') return giveUp(ports, payment);
  }
  for (const pauseMs of READ_AFTER_MS) {
    const end = endOf(payment);
    if (end) return end;
    onPhase('settling');
    await ports.waitForNews(payment.name, pauseMs);
    payment = await read(ports, payment);
  }
  return endOf(payment) ?? { kind: 'pending', payment };
}

/** Releases the invoice from a payment that waits for the payer, so that another card can be picked at once. */
export async function giveUp<I, P extends Followed>(ports: PaymentPorts<I, P>, payment: P): Promise<PaymentEnd<P>> {
  const answer = await ports.cancel(payment.name);
  const latest = answer.kind === 'payment' ? answer.payment : await read(ports, payment);
  return endOf(latest) ?? { kind: 'pending', payment: latest };
}

async function read<I, P extends Followed>(ports: PaymentPorts<I, P>, payment: P): Promise<P> {
  const answer = await ports.read(payment.name);
  return answer.kind === 'payment' ? answer.payment : payment;
}

function endOf<P extends Followed>(payment: P): PaymentEnd<P> | undefined {
  const { outcome, decline } = payment.properties;
  switch (outcome) {
    case 'succeeded':
      return { kind: 'paid', payment };
    case 'declined':
      return { kind: 'declined', message: decline?.message ?? '', code: decline?.code };
    case 'canceled':
      return { kind: 'notAuthenticated' };
    case 'not_attempted':
      return { kind: 'notAttempted', message: '' };
    case 'recorded':
    case 'requires_action':
    case 'processing':
    case 'unknown':
      return undefined;
  }
}
