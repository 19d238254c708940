import type { TestCard } from '../cards/test-cards.ts';
import { mergeMetadata } from '../customers/customer.ts';
import { emit } from '../events/emit.ts';
import { bankKnows } from '../payment-methods/payment-method.ts';
import type { Charge, Refund } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';
import { endpoint } from '../wire/endpoint.ts';
import { invalid } from '../wire/failures.ts';
import { choice, integer, list, metadata, text } from '../wire/fields.ts';
import { listPage, pageFields } from '../wire/pages.ts';
import { type Course, createRefund } from './refund.ts';

const expand = list(text());

export const refundEndpoints = [
  endpoint({
    method: 'POST',
    path: '/v1/refunds',
    access: 'secret',
    fields: {
      amount: integer({ min: 1 }),
      charge: text(),
      expand,
      metadata: metadata(),
      payment_intent: text(),
      reason: choice('duplicate', 'fraudulent', 'requested_by_customer'),
    },
    run(tx, { params }) {
      const charge = chargeToRefund(tx, params.charge, params.payment_intent);
      const known = bankKnows(tx, tx.get('payment_method', charge.payment_method ?? ''));
      return createRefund(tx, charge, known.kind === 'card' ? cardCourse(known.card) : 'pending', {
        amount: params.amount,
        reason: params.reason ?? null,
        metadata: mergeMetadata({}, params.metadata),
      });
    },
  }),
  endpoint({
    method: 'GET',
    path: '/v1/refunds',
    access: 'secret',
    fields: { ...pageFields, charge: text(), payment_intent: text(), expand },
    run: (tx, { params, path }) =>
      listPage(tx, 'refund', path, params, { charge: params.charge, payment_intent: params.payment_intent }),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/refunds/:id',
    access: 'secret',
    fields: { expand },
    run: (tx, { id }) => tx.get('refund', id),
  }),
  endpoint({
    method: 'POST',
    path: '/v1/refunds/:id',
    access: 'secret',
    fields: { metadata: metadata(), expand },
    run(tx, { id, params }) {
      const refund = tx.get('refund', id);
      const updated = tx.save<Refund>({ ...refund, metadata: mergeMetadata(refund.metadata, params.metadata) });
      emit(tx, 'refund.updated', updated);
      return updated;
    },
  }),
  endpoint({
    method: 'POST',
    path: '/v1/refunds/:id/cancel',
    access: 'secret',
    fields: { expand },
    run(tx, { id }) {
      const refund = tx.get('refund', id);
      // Only a refund that waits for its receiver's bank details can be canceled, and none of these methods needs them.
      throw invalid(`You cannot cancel this refund: it is ${refund.status} and not requires_action.`);
    },
  }),
];

function cardCourse(card: TestCard): Course {
  return card.refund ?? 'at_once';
}

function chargeToRefund(tx: Tx, charge: string | undefined, intent: string | undefined): Charge {
  if (charge !== undefined) return tx.get('charge', charge, 'charge');
  if (intent === undefined) {
    throw invalid('One of the following params should be provided for this request: payment_intent or charge.', {
      code: 'parameter_missing',
    });
  }
  const { latest_charge: latest } = tx.get('payment_intent', intent, 'payment_intent');
  if (latest === null) throw invalid(`This PaymentIntent (${intent}) does not have a successful charge to refund.`);
  return tx.get('charge', latest, 'payment_intent');
}
