import { createHash } from 'node:crypto';
import type { AgreementType } from '@betalt/core/accounts/payment-rules.ts';
import { PAYMENT_RULES } from '@betalt/core/accounts/payment-rules.ts';
import type { PayRejectionCode } from '@betalt/core/payments/pay.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { newId } from '../../db/new-id.ts';
import type { ChargeOrder } from '../../gateways/gateway.ts';
import type { Payer } from './payer.ts';

/** What the payer asks: which invoices of one account, with which method, and under which key. */
export interface PayInvoicesRequest {
  readonly billingAccountId: string;
  readonly agreementType: AgreementType;
  readonly paymentMethodId: string;
  readonly invoices: readonly { readonly name: string; readonly amountMinor?: bigint | undefined }[];
  readonly idempotencyKey?: string | undefined;
  /** Of what was asked with the key, where that was not these invoices by name: all that are due, or a sum over several. */
  readonly requestHash?: Buffer | undefined;
}

export interface RecordRejection {
  readonly code: PayRejectionCode | 'IdempotencyKeyReused';
  readonly invoiceName?: string | undefined;
}

/** Either a new payment, to be charged now, or the one that the same key made before. */
export type Recorded = { readonly replayOf: string } | { readonly order: ChargeOrder; readonly gateway: string };

/** One request as `record_payments` takes it (migration 0013). */
export type RecordRequest = Record<string, unknown>;

/** The function's answer for one request. */
export interface RecordAnswer {
  readonly rejection?: PayRejectionCode | 'IdempotencyKeyReused';
  readonly invoiceName?: string;
  readonly replayOf?: string;
  readonly recorded?: {
    readonly paymentId: string;
    readonly attemptId: string;
    readonly currency: string;
    readonly amountMinor: string;
    readonly gateway: string;
    readonly customerId: string | null;
    readonly methodId: string;
    readonly methodFamily: string;
    readonly invoiceNames: readonly string[];
  };
}

/** The gateway gets this long before what it did counts as unknown, and the repair sweep takes over. */
const FIRST_CHECK_AFTER_MS = 25_000;

export function toRecordRequest(payer: Payer, request: PayInvoicesRequest, at: Date): RecordRequest {
  const paymentId = newId(at);
  return {
    billingAccountId: request.billingAccountId,
    principalId: payer.principalId,
    principalName: payer.name,
    paidBy: payer.paidBy,
    isAutomatic: payer.isAutomatic,
    payLinkId: payer.payLinkId,
    readableProfiles: payer.readableProfiles,
    payableProfiles: payer.payableProfiles,
    paymentMethodId: request.paymentMethodId,
    invoices: request.invoices.map(({ name, amountMinor }) => ({ name, amountMinor: amountMinor?.toString() })),
    rules: rulesAsJson(request.agreementType),
    paymentId,
    attemptId: newId(),
    activityId: newId(at),
    eventId: newId(),
    at: at.toISOString(),
    nextCheckAt: new Date(at.getTime() + FIRST_CHECK_AFTER_MS).toISOString(),
    // Without a key of the client's, its own id is the key: a call that is run again after a lost answer finds itself.
    idempotencyKey: request.idempotencyKey ?? paymentId,
    requestHash: (request.requestHash ?? requestHash(request)).toString('hex'),
  };
}

export function fromRecordAnswer(
  billingAccountId: string,
  answer: RecordAnswer,
  { at, isOffSession }: { readonly at: Date; readonly isOffSession: boolean },
): Result<Recorded, RecordRejection> {
  if (answer.rejection !== undefined) return err({ code: answer.rejection, invoiceName: answer.invoiceName });
  if (answer.replayOf !== undefined) return ok({ replayOf: answer.replayOf });
  const { recorded } = answer;
  if (recorded === undefined) throw new Error('record_payments answered nothing for a request');
  const { gateway, invoiceNames, amountMinor, ...facts } = recorded;
  const order = {
    ...facts,
    billingAccountId,
    amountMinor: BigInt(amountMinor),
    description: description(invoiceNames),
    startedAt: at,
    isOffSession,
  };
  return ok({ gateway, order });
}

/** Shown to the payer's bank and in the gateway's console. */
export function description(invoiceNames: readonly string[]): string {
  return invoiceNames.length === 1 ? `Invoice ${invoiceNames[0]}` : `Invoices ${invoiceNames.slice(0, 10).join(', ')}`;
}

/** The same key must come with the same request: what is to be paid, by which method. */
export function requestHash(request: Pick<PayInvoicesRequest, 'invoices' | 'paymentMethodId'>): Buffer {
  const parts = request.invoices.map(({ name, amountMinor }) => [name.toUpperCase(), amountMinor?.toString() ?? null]);
  return createHash('sha256')
    .update(JSON.stringify([request.paymentMethodId, parts]))
    .digest();
}

const RULES_AS_JSON = new Map<AgreementType, unknown>();

function rulesAsJson(agreementType: AgreementType): unknown {
  let json = RULES_AS_JSON.get(agreementType);
  if (json === undefined) {
    const asText = (minor: Readonly<Record<string, bigint>>) =>
      Object.fromEntries(Object.entries(minor).map(([currency, value]) => [currency, value.toString()]));
    const { cardAllowed, partPayment, cardLimitMinor, minimumMinor, stepMinor } = PAYMENT_RULES[agreementType];
    const byCurrency = { cardLimitMinor, minimumMinor, stepMinor };
    json = {
      cardAllowed,
      partPayment,
      ...Object.fromEntries(Object.entries(byCurrency).map(([rule, minor]) => [rule, asText(minor)])),
    };
    RULES_AS_JSON.set(agreementType, json);
  }
  return json;
}
