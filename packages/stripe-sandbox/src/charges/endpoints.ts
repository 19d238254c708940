import { endpoint } from '../wire/endpoint.ts';
import { list, text } from '../wire/fields.ts';
import { listPage, pageFields } from '../wire/pages.ts';

const expand = list(text());

export const chargeEndpoints = [
  endpoint({
    method: 'GET',
    path: '/v1/charges',
    access: 'secret',
    fields: { ...pageFields, customer: text(), payment_intent: text(), expand },
    run: (tx, { params, path }) =>
      listPage(tx, 'charge', path, params, { customer: params.customer, payment_intent: params.payment_intent }),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/charges/:id',
    access: 'secret',
    fields: { expand },
    run(tx, { id, path }) {
      const charge = tx.get('charge', id);
      const refunds = listPage(tx, 'refund', `${path}/refunds`, WHOLE, { charge: id });
      return { ...charge, refunds };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/v1/balance_transactions',
    access: 'secret',
    fields: { ...pageFields, source: text(), type: text(), expand },
    run: (tx, { params, path }) =>
      listPage(tx, 'balance_transaction', path, params, { source: params.source, type: params.type }),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/balance_transactions/:id',
    access: 'secret',
    fields: { expand },
    run: (tx, { id }) => tx.get('balance_transaction', id),
  }),
];

const WHOLE = { limit: 10, starting_after: undefined, ending_before: undefined, created: undefined };
