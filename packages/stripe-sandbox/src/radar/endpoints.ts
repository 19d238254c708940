import { endpoint } from '../wire/endpoint.ts';
import { list, text } from '../wire/fields.ts';
import { listPage, pageFields } from '../wire/pages.ts';

const expand = list(text());

export const radarEndpoints = [
  endpoint({
    method: 'GET',
    path: '/v1/radar/early_fraud_warnings',
    access: 'secret',
    fields: { ...pageFields, charge: text(), payment_intent: text(), expand },
    run: (tx, { params, path }) => {
      const { charge, payment_intent } = params;
      return listPage(tx, 'radar.early_fraud_warning', path, params, { charge, payment_intent });
    },
  }),
  endpoint({
    method: 'GET',
    path: '/v1/radar/early_fraud_warnings/:id',
    access: 'secret',
    fields: { expand },
    run: (tx, { id }) => tx.get('radar.early_fraud_warning', id),
  }),
];
