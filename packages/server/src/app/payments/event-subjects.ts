const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface PaymentReference {
  readonly billingAccountId: string;
  readonly paymentId: string;
}

/** Our own marks in the metadata of the object that an event is about; `null` for what is not ours. */
export function paymentReference(payload: unknown): PaymentReference | null {
  const { betalt_billing_account_id: billingAccountId, betalt_payment_id: paymentId } = metadataOf(payload);
  return isId(billingAccountId) && isId(paymentId) ? { billingAccountId, paymentId } : null;
}

export interface RefundNews {
  readonly billingAccountId: string;
  readonly refundId: string;
  readonly gatewayRefundId: string;
}

/** The refund of ours that an event is about. */
export function refundNews(payload: unknown): RefundNews | null {
  const { object, id } = objectOf(payload);
  const { betalt_billing_account_id: billingAccountId, betalt_refund_id: refundId } = metadataOf(payload);
  if (object !== 'refund' || typeof id !== 'string' || !isId(billingAccountId) || !isId(refundId)) return null;
  return { billingAccountId, refundId, gatewayRefundId: id };
}

/** The gateway's name of a refund that carries no mark of ours: somebody made it there. */
export function foreignRefund(payload: unknown): string | null {
  const { object, id } = objectOf(payload);
  const isOurs = metadataOf(payload).betalt_refund_id !== undefined;
  return object === 'refund' && typeof id === 'string' && !isOurs ? id : null;
}

/** The gateway's name of the dispute that an event is about; whose it is, its payment says. */
export function disputeNews(payload: unknown): string | null {
  const { object, id } = objectOf(payload);
  return object === 'dispute' && typeof id === 'string' ? id : null;
}

function objectOf(payload: unknown): Record<string, unknown> {
  return (payload as { data?: { object?: Record<string, unknown> } }).data?.object ?? {};
}

function metadataOf(payload: unknown): Record<string, unknown> {
  return (objectOf(payload).metadata as Record<string, unknown> | null | undefined) ?? {};
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}
