import { createHash } from 'node:crypto';
import { fromArmNumber } from '@betalt/core/money/arm-number.ts';
import { isCurrency } from '@betalt/core/money/currency.ts';
import type { Money } from '@betalt/core/money/money.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { logDenied } from '../../../app/access/log-denied.ts';
import type { PayDependencies, PayRejection } from '../../../app/payments/pay-several.ts';
import { MOST_INVOICES } from '../../../app/payments/plan-payment.ts';
import type { Wiring } from '../../../app/wired.ts';
import { accountResourceId } from '../../present/invoice.ts';
import { creditsUsedOf } from '../../present/payment.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { readPayment } from './read-payment.ts';

export function payDependencies({ database, payments, clock, outboxSignal }: Wiring): PayDependencies {
  return { db: database.db, payments, clock, onCommitted: outboxSignal.notify };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NOBODYS = '00000000-0000-0000-0000-000000000000';

/** The last segment of the resource id, or the bare name. What is no name at all is a method that nobody has. */
export function methodName(resourceId: string): string {
  const name = resourceId.split('/').at(-1) ?? '';
  return UUID.test(name) ? name.toLowerCase() : NOBODYS;
}

/** The name in a resource id of this account (`…/invoices/{}`, `…/billingProfiles/{}`), or the bare name; null for another account's. */
export function nameBelow(request: FastifyRequest, collection: string, resourceIdOrName: string): string | null {
  if (!resourceIdOrName.includes('/')) return resourceIdOrName;
  const prefix = `${accountResourceId(request.account.name)}/${collection}/`;
  const name = resourceIdOrName.slice(prefix.length);
  const isHere = resourceIdOrName.toLowerCase().startsWith(prefix.toLowerCase());
  return isHere && name !== '' && !name.includes('/') ? name : null;
}

/** An amount above zero with no more decimals than its currency has. `target`: where in the request it stands. */
export function readAmount(
  amount: { readonly currency: string; readonly value: number },
  target: string,
): Result<Money, Problem> {
  const { currency, value } = amount;
  const money = isCurrency(currency) ? fromArmNumber(value, currency) : null;
  return money?.ok && money.value.amountMinor > 0n
    ? ok(money.value)
    : err(problem('InvalidAmount', { currency }, { target }));
}

/** Any of the three forms that clients use: the plain header, OASIS Repeatability as in Azure, or the client's request id. */
export function idempotencyKey({ headers }: FastifyRequest): string | undefined {
  for (const name of ['idempotency-key', 'repeatability-request-id', 'x-ms-client-request-id']) {
    const value = headers[name];
    if (typeof value === 'string' && value !== '') return value.length <= LONGEST_KEY ? value : digest(value);
  }
  return undefined;
}

const LONGEST_KEY = 255;

/** Two long keys that begin alike are still two. */
function digest(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** What a refusal to pay becomes. Credit that was used before the rest was refused stays used, and the answer says so. */
export async function sendRejection(
  wiring: Wiring,
  request: FastifyRequest,
  reply: FastifyReply,
  rejection: PayRejection,
): Promise<FastifyReply> {
  const { billingAccountId } = request.account;
  const resourceId = rejection.invoiceName ?? '';
  if (rejection.code === 'NoPermission')
    await logDenied(wiring, request.actor, { billingAccountId, action: 'invoice.pay', resourceId });
  const found = toProblem(rejection);
  const { creditsPaymentId } = rejection;
  const credits = creditsPaymentId === undefined ? undefined : await readPayment(wiring, request, creditsPaymentId);
  if (credits === undefined) return reply.problem(found);
  const info = { creditsUsed: creditsUsedOf(credits, accountResourceId(request.account.name)) };
  return reply.problem({ ...found, additionalInfo: [{ type: 'Betalt.Payment', info }] });
}

function toProblem(rejection: PayRejection): Problem {
  const { code, invoiceName = '' } = rejection;
  const target = invoiceName === '' ? undefined : invoiceName;
  switch (code) {
    case 'TooManyInvoices':
      return problem(code, { most: MOST_INVOICES });
    case 'SeveralCurrencies':
      return problem(code, 'currencies' in rejection ? { currencies: rejection.currencies } : {}, { target });
    case 'AlreadyUsed':
      return problem('IdempotencyKeyReused', {});
    case 'PaymentMethodRequired':
      return problem(code, {}, { target: '$.paymentMethodId' });
    case 'NothingDue':
    case 'NoCreditLeft':
    case 'CreditNotEnough':
      return problem(code, {});
    default:
      return problem(code, { invoiceName }, { target });
  }
}
