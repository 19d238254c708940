import type { DeclineCode } from '@betalt/core/payments/decline.ts';
import type { DisputeNews } from '@betalt/core/payments/dispute.ts';
import type { GatewayOutcome } from '@betalt/core/payments/outcome.ts';
import type { GatewayRefundOutcome, RefundFailure } from '@betalt/core/payments/refund-outcome.ts';

/**
 * The port to a payment gateway. One adapter (`stripe/`) runs in development, tests and production; only its base URL differs.
 * Methods that move money never throw for what a gateway or a bank may do: they answer an outcome, and silence is `unknown`.
 */
export interface PaymentGateway {
  readonly name: string;
  /** The gateway's customer of a person: cards belong to whoever entered them. */
  createCustomer(person: { userId: string; name: string; email: string }): Promise<string>;
  /** Starts adding a card: what the gateway's own fields in the browser need. */
  startSetup(customerId: string): Promise<{ setupId: string; clientSecret: string }>;
  /** What became of a setup; `method` once the card is there. `null` when the gateway knows no such setup. */
  readSetup(setupId: string): Promise<GatewaySetup | null>;
  /** A card that the browser made a token of, as on a pay link's page; `null` when the gateway knows no such card. */
  readMethod(methodId: string): Promise<GatewayMethod | null>;
  /** Takes the card away from the customer, so that it can never be charged again. */
  removeMethod(methodId: string): Promise<void>;
  /** Asks for the money. Asked again with the same attempt, it is the same payment. */
  charge(order: ChargeOrder): Promise<GatewayResult>;
  /** What became of an attempt that nobody answered: looks for it first, then asks again with the same key. */
  recoverCharge(order: ChargeOrder): Promise<GatewayResult>;
  /** What a charge is now, by the gateway's own id. Never starts one. */
  readCharge(gatewayPaymentId: string): Promise<GatewayResult>;
  /** Gives up a payment that waits for the payer; answers what it then is. */
  cancel(gatewayPaymentId: string): Promise<GatewayResult>;
  /** Sends money of a captured charge back. Asked again with the same refund, it is the same refund. */
  refund(order: RefundOrder): Promise<GatewayRefund>;
  /** What became of a refund that nobody answered: looks for it first, then asks again with the same key. */
  recoverRefund(order: RefundOrder): Promise<GatewayRefund>;
  /** What a refund is now, by the gateway's own id. Never starts one. */
  readRefund(gatewayRefundId: string): Promise<GatewayRefund>;
  /** A refund that somebody made at the gateway and not here; `null` for one of ours. @throws GatewayUnavailable */
  readForeignRefund(gatewayRefundId: string): Promise<ForeignRefund | null>;
  /** Such refunds made since then, whose webhooks may have been lost. @throws GatewayUnavailable */
  listForeignRefunds(madeSince: Date): Promise<ForeignRefund[]>;
  /** What a dispute is now; `null` when the gateway knows none. @throws GatewayUnavailable when it does not answer */
  readDispute(gatewayDisputeId: string): Promise<GatewayDispute | null>;
  /** Disputes opened since then, whose webhooks may have been lost. @throws GatewayUnavailable */
  listDisputes(openedSince: Date): Promise<GatewayDispute[]>;
  /** The event inside a webhook's body, or `null` when its signature is not the gateway's, or too old. */
  readWebhook(body: Buffer, signature: string): GatewayEvent | null;
  /** For `/readyz`. */
  isReachable(): Promise<boolean>;
}

/** Thrown by what moves no money (customers, setups, cards) when the gateway did not answer: it may be asked again. */
export class GatewayUnavailable extends Error {
  override readonly name = 'GatewayUnavailable';
  readonly code = 'GatewayUnavailable';
  readonly retryable = true;
}

export interface ChargeOrder {
  readonly billingAccountId: string;
  readonly paymentId: string;
  /** The gateway's idempotency key is derived from it. */
  readonly attemptId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  /** Null for a card that belongs to nobody (a pay link's). */
  readonly customerId: string | null;
  readonly methodId: string;
  /** Azure's word: CreditCard, DirectDebit. */
  readonly methodFamily: string;
  /** The payer is not there to answer their bank: what needs them is declined with `authentication_required`. */
  readonly isOffSession: boolean;
  /** Shown to the payer's bank and in the gateway's own console. */
  readonly description: string;
  readonly startedAt: Date;
}

export interface GatewayResult {
  readonly outcome: GatewayOutcome;
  readonly gatewayPaymentId?: string | undefined;
  /** With `succeeded`: what was captured, in minor units. It is what counts, whatever was asked for. */
  readonly capturedMinor?: bigint | undefined;
  readonly declineCode?: DeclineCode | undefined;
  /** With `requires_action`: for the gateway's script in the browser. */
  readonly clientSecret?: string | undefined;
}

export interface RefundOrder {
  readonly billingAccountId: string;
  readonly paymentId: string;
  /** The gateway's idempotency key is derived from it. */
  readonly refundId: string;
  readonly gatewayPaymentId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
}

export interface GatewayRefund {
  readonly outcome: GatewayRefundOutcome;
  readonly gatewayRefundId?: string | undefined;
  /** With `failed`. */
  readonly failure?: RefundFailure | undefined;
}

export interface ForeignRefund extends GatewayRefund {
  readonly gatewayRefundId: string;
  readonly gatewayPaymentId: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly amountMinor: bigint;
}

export interface GatewayDispute extends DisputeNews {
  readonly gatewayDisputeId: string;
  readonly gatewayPaymentId: string;
  /** Which payment of ours the gateway was told that it is; absent for a charge that is not ours. */
  readonly payment?: { readonly billingAccountId: string; readonly paymentId: string } | undefined;
  /** ISO 4217. */
  readonly currency: string;
  readonly amountMinor: bigint;
  /** The gateway's own word, such as `fraudulent`. */
  readonly reason: string;
  readonly openedAt: Date;
  /** Until when evidence is taken; absent where none is. */
  readonly evidenceDueAt?: Date | undefined;
}

export interface GatewaySetup {
  readonly customerId: string;
  readonly isComplete: boolean;
  readonly method?: GatewayCard | undefined;
}

export interface GatewayMethod extends GatewayCard {
  /** Whose it is; null while it is nobody's. */
  readonly customerId: string | null;
}

export interface GatewayCard {
  readonly methodId: string;
  readonly brand: string;
  readonly lastFour: string;
  readonly expiresMonth: number;
  readonly expiresYear: number;
  readonly holderName: string | null;
}

/** An event as it is stored; the payment that it is about, where it is about one of ours. */
export interface GatewayEvent {
  readonly eventId: string;
  readonly type: string;
  readonly payload: unknown;
}
