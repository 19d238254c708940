import { endpoint } from '../wire/endpoint.ts';
import { list, text } from '../wire/fields.ts';
import { listPage, pageFields } from '../wire/pages.ts';
import { closeDispute } from './dispute.ts';
import { answerFields, requireAnswerable, respond } from './respond.ts';

const expand = list(text());

export const disputeEndpoints = [
  endpoint({
    method: 'GET',
    path: '/v1/disputes',
    access: 'secret',
    fields: { ...pageFields, charge: text(), payment_intent: text(), expand },
    run: (tx, { params, path }) =>
      listPage(tx, 'dispute', path, params, { charge: params.charge, payment_intent: params.payment_intent }),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/disputes/:id',
    access: 'secret',
    fields: { expand },
    run: (tx, { id }) => tx.get('dispute', id),
  }),
  endpoint({
    method: 'POST',
    path: '/v1/disputes/:id',
    access: 'secret',
    fields: { ...answerFields, expand },
    run: (tx, { id, params }) => respond(tx, tx.get('dispute', id), params),
  }),
  endpoint({
    method: 'POST',
    path: '/v1/disputes/:id/close',
    access: 'secret',
    fields: { expand },
    run(tx, { id }) {
      const dispute = tx.get('dispute', id);
      requireAnswerable(dispute);
      return closeDispute(tx, dispute, 'lost');
    },
  }),
];
