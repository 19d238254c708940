import { createHash } from 'node:crypto';
import type { AgreementType } from '@betalt/core/accounts/payment-rules.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import { countPaymentsByLink, findPayLinkByToken, type OpenedPayLink } from '../../db/queries/pay-links.ts';
import { findInvoicesByName } from '../../db/queries/payable-invoices.ts';
import type { GatewayMethod, PaymentGateway } from '../../gateways/gateway.ts';
import { findUsedKeys } from '../payments/idempotency-keys.ts';
import { payLinkPayer } from '../payments/payer.ts';
import type { Payments } from '../payments/payments.ts';
import type { RecordRejection } from '../payments/record-payments.ts';
import { tokenHash } from './pay-link-token.ts';

export interface PayByLinkDependencies {
  readonly db: Database;
  readonly gateway: PaymentGateway;
  readonly payments: Payments;
  readonly clock: () => Date;
}

export interface PayByLinkRequest {
  readonly token: string;
  /** The card, as the gateway's own fields made it in the browser. */
  readonly gatewayPaymentMethodId: string;
  /** As typed by whoever pays. */
  readonly payerName?: string | undefined;
  readonly idempotencyKey: string;
}

export type PayByLinkRejection =
  | RecordRejection
  | { readonly code: 'PayLinkNotFound' | 'TooManyTries'; readonly invoiceName?: undefined };

/** A link is no place to try out stolen cards: so many payments an hour may be begun by one. */
const MOST_TRIES_AN_HOUR = 10;
const HOUR_MS = 3_600_000;

/**
 * Pays what a link asks for with a card that was entered on its page, belongs to nobody and is not kept. The invoice has one live slot
 * whoever pays it; a request that is sent again finds the payment that it made, also when the link has been revoked since.
 */
export async function payByLink(
  dependencies: PayByLinkDependencies,
  request: PayByLinkRequest,
): Promise<Result<{ readonly paymentId: string; readonly link: OpenedPayLink }, PayByLinkRejection>> {
  const link = await findPayLinkByToken(dependencies.db, tokenHash(request.token));
  if (link === undefined) return err({ code: 'PayLinkNotFound' });
  const requestHash = hashOf(request);
  const before = await findBefore(dependencies.db, link, request.idempotencyKey);
  if (before !== undefined)
    return before.requestHash.equals(requestHash)
      ? ok({ paymentId: before.paymentId, link })
      : err({ code: 'IdempotencyKeyReused' });
  const at = dependencies.clock();
  if (!isOpen(link, at)) return err({ code: 'PayLinkNotFound' });
  // What it was made for has been paid by it; that more of the invoice is due is another matter.
  if (link.amount_minor === 0n) return err({ code: 'InvoiceAlreadyPaid', invoiceName: link.invoice_name });
  if ((await countPaymentsByLink(dependencies.db, link, new Date(at.getTime() - HOUR_MS))) >= MOST_TRIES_AN_HOUR)
    return err({ code: 'TooManyTries' });
  const paymentMethodId = await takeCard(dependencies, link, request.gatewayPaymentMethodId);
  if (paymentMethodId === undefined) return err({ code: 'PaymentMethodNotFound' });
  const payer = { ...payLinkPayer({ payLinkId: link.pay_link_id, billingProfileId: link.billing_profile_id }) };
  const paid = await dependencies.payments.pay(
    { ...payer, name: shownName(request.payerName, payer.name) },
    {
      billingAccountId: link.billing_account_id,
      agreementType: link.agreement_type as AgreementType,
      paymentMethodId,
      invoices: [{ name: link.invoice_name, amountMinor: await cappedAmount(dependencies.db, link) }],
      idempotencyKey: request.idempotencyKey,
      requestHash,
    },
  );
  return paid.ok ? ok({ paymentId: paid.value, link }) : paid;
}

/** Neither expired nor revoked. */
export function isOpen({ expires_at, revoked_at }: OpenedPayLink, at: Date): boolean {
  return revoked_at === null && expires_at > at;
}

/** Nobody has checked the name, so the log never has it without where it came from. */
function shownName(typed: string | undefined, otherwise: string): string {
  const name = typed?.trim() ?? '';
  return name === '' ? otherwise : `${name} (${otherwise.toLowerCase()})`;
}

async function findBefore(db: Database, link: OpenedPayLink, key: string) {
  const owner = { billingAccountId: link.billing_account_id, principalId: link.pay_link_id };
  return (await findUsedKeys(db, owner, [key])).get(key);
}

/** A fixed amount, but never more than is due: part of it may have been paid since. Undefined: all that is due. */
async function cappedAmount(db: Database, link: OpenedPayLink): Promise<bigint | undefined> {
  if (link.amount_minor === null) return undefined;
  const [invoice] = await findInvoicesByName(db, link.billing_account_id, [link.invoice_name]);
  const dueMinor = invoice?.amount_due_minor ?? 0n;
  return dueMinor > 0n && dueMinor < link.amount_minor ? undefined : link.amount_minor;
}

/** The card as a method of this link alone; undefined for one that is not there, or is somebody's. */
async function takeCard(
  { db, gateway, clock }: PayByLinkDependencies,
  link: OpenedPayLink,
  gatewayPaymentMethodId: string,
): Promise<string | undefined> {
  const known = await findCard(db, gateway.name, link, gatewayPaymentMethodId);
  if (known !== undefined) return known;
  const card = await gateway.readMethod(gatewayPaymentMethodId);
  if (card === null || card.customerId !== null) return undefined;
  await insertCard(db, gateway.name, link, { card, at: clock() });
  return findCard(db, gateway.name, link, gatewayPaymentMethodId);
}

async function findCard(db: Database, gateway: string, link: OpenedPayLink, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('payment_method')
    .select('payment_method_id')
    .where('gateway', '=', gateway)
    .where('gateway_payment_method_id', '=', id)
    .where('pay_link_id', '=', link.pay_link_id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return row?.payment_method_id;
}

async function insertCard(
  db: Database,
  gateway: string,
  { pay_link_id }: OpenedPayLink,
  { card, at }: { readonly card: GatewayMethod; readonly at: Date },
): Promise<void> {
  await sql`
    insert into payment_method (payment_method_id, user_id, pay_link_id, gateway, gateway_customer_id, gateway_payment_method_id, family, brand,
      last_four, expires_month, expires_year, holder_name, is_kept, created_at)
    values (${newId(at)}, null, ${pay_link_id}, ${gateway}, null, ${card.methodId}, 'CreditCard', ${card.brand}, ${card.lastFour},
      ${card.expiresMonth}, ${card.expiresYear}, ${card.holderName}, false, ${at})
    on conflict on constraint payment_method_gateway_uq do nothing`.execute(db);
}

function hashOf({ gatewayPaymentMethodId }: PayByLinkRequest): Buffer {
  return createHash('sha256')
    .update(JSON.stringify(['pay-link', gatewayPaymentMethodId]))
    .digest();
}
