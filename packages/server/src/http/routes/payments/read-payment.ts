import { profilesWhere } from '@betalt/core/access/may.ts';
import type { FastifyRequest } from 'fastify';
import { repairPayment } from '../../../app/payments/repair-payments.ts';
import type { Wiring } from '../../../app/wired.ts';
import { findPayment, type PaymentRow } from '../../../db/queries/payments.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function repairDependencies({ database, gateway, payments, clock }: Wiring) {
  return { db: database.db, gateway, payments, clock };
}

/** Whoever may read every invoice of a payment may read the payment. */
export async function readPayment(
  wiring: Wiring,
  request: FastifyRequest,
  paymentId: string,
): Promise<PaymentRow | undefined> {
  if (!UUID.test(paymentId)) return undefined;
  const profiles = profilesWhere(request.actor, 'invoice.read');
  return findPayment(wiring.database.reads, request.account.billingAccountId, paymentId, profiles);
}

/** How long the request that started a payment is left to bring the gateway's answer itself. */
const LEFT_ALONE_MS = 25_000;

/** Repair on read: what is not settled is asked about before it is shown. */
export async function readRepaired(
  wiring: Wiring,
  request: FastifyRequest,
  paymentId: string,
): Promise<PaymentRow | undefined> {
  return repairIfNeeded(wiring, () => readPayment(wiring, request, paymentId));
}

/** Reads; and where that was worth asking the gateway about, asks and reads again. */
export async function repairIfNeeded(
  wiring: Wiring,
  read: () => Promise<PaymentRow | undefined>,
): Promise<PaymentRow | undefined> {
  const row = await read();
  if (row === undefined) return undefined;
  const isUnderWay = row.outcome === 'recorded' && wiring.clock().getTime() - row.created_at.getTime() < LEFT_ALONE_MS;
  if (isUnderWay || !(await repairPayment(repairDependencies(wiring), row))) return row;
  return read();
}
