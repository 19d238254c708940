import { endpoint } from '../wire/endpoint.ts';
import { list, text } from '../wire/fields.ts';
import { listPage, pageFields } from '../wire/pages.ts';

const expand = list(text());

export const eventEndpoints = [
  endpoint({
    method: 'GET',
    path: '/v1/events',
    access: 'secret',
    fields: { ...pageFields, type: text(), types: list(text()), expand },
    run: (tx, { params, path }) => listPage(tx, 'event', path, params, { type: params.types ?? params.type }),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/events/:id',
    access: 'secret',
    fields: { expand },
    run: (tx, { id }) => tx.get('event', id),
  }),
];
