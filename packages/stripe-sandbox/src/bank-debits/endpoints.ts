import { endpoint } from '../wire/endpoint.ts';
import { list, text } from '../wire/fields.ts';

export const mandateEndpoints = [
  endpoint({
    method: 'GET',
    path: '/v1/mandates/:id',
    access: 'secret',
    fields: { expand: list(text()) },
    run: (tx, { id }) => tx.get('mandate', id),
  }),
];
