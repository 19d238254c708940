import type { FastifyInstance } from 'fastify';
import { REQUEST_FAULTS, WEBHOOK_FAULTS } from '../faults/faults.ts';
import { Tx } from '../store/tx.ts';
import { storeWebhookEndpoint } from '../webhooks/endpoints.ts';
import type { DoorParts } from '../wire/door.ts';
import { invalid } from '../wire/failures.ts';
import { keyOf, secretKeyRequired } from '../wire/keys.ts';

/** The id of the webhook endpoint that `POST /sandbox/webhooks` and `SANDBOX_WEBHOOK_URL` set. */
const DESTINATION = 'we_sandbox_destination';

/** `/sandbox/…`: what Stripe does not have. JSON, secret key only. Faults and the log of webhook deliveries. */
export function openControl(app: FastifyInstance, parts: DoorParts): void {
  const { store } = parts;
  app.addHook('onRequest', async (request) => {
    if (keyOf(request.headers.authorization, parts.keys) !== 'secret') throw secretKeyRequired();
  });

  app.post('/sandbox/faults', (request, reply) => {
    const { fault, times } = faultFrom(request.body);
    store.run('insert into faults (body, remaining) values (?, ?)', JSON.stringify(fault), times);
    return reply.code(201).send({ ...fault, times });
  });
  app.get('/sandbox/faults', () => ({
    data: store
      .all('select id, body, remaining from faults order by id')
      .map((row) =>
        Object.assign({ id: row['id'], remaining: row['remaining'] }, JSON.parse(String(row['body'])) as object),
      ),
  }));
  app.delete('/sandbox/faults', (_request, reply) => {
    store.run('delete from faults');
    return reply.code(204).send();
  });

  app.post('/sandbox/webhooks', (request, reply) => {
    const { url, secret } = wordsOf(request.body);
    if (typeof url !== 'string' || typeof secret !== 'string' || secret === '')
      throw invalid('url and secret are needed.');
    setDestination(parts, url, secret);
    return reply.code(201).send({ url });
  });
  app.get('/sandbox/webhooks', () => ({
    data: store.all(
      `select id, event_id, event_type, url, state, attempts, due_at, last_status, last_error, settled_at
       from deliveries order by id desc limit 1000`,
    ),
  }));
}

/** Sets where every event goes, in the place of an earlier destination set so. */
export function setDestination(parts: Pick<DoorParts, 'store' | 'txSettings'>, url: string, secret: string): void {
  const occasion = { nowMs: Date.now(), requestId: null, idempotencyKey: null, settings: parts.txSettings() };
  parts.store.transaction(() => storeWebhookEndpoint(new Tx(parts.store, occasion), DESTINATION, url, secret, ['*']));
}

function faultFrom(body: unknown): { fault: object; times: number } {
  const { match = {}, fault, webhook, delayMs, times = 1, resultKept, ...rest } = wordsOf(body);
  const unknown = Object.keys(rest);
  if (unknown.length > 0) throw invalid(`Unknown: ${unknown.join(', ')}.`);
  const isRequest = (REQUEST_FAULTS as readonly unknown[]).includes(fault);
  const isWebhook = (WEBHOOK_FAULTS as readonly unknown[]).includes(webhook);
  if (isRequest === isWebhook) {
    throw invalid(`Give one of fault (${REQUEST_FAULTS.join(', ')}) and webhook (${WEBHOOK_FAULTS.join(', ')}).`);
  }
  if (typeof times !== 'number' || !Number.isInteger(times) || times < 1)
    throw invalid('times must be a whole number from 1.');
  if (delayMs !== undefined && (typeof delayMs !== 'number' || delayMs < 0))
    throw invalid('delayMs must be 0 or more.');
  const delay = delayMs === undefined ? {} : { delayMs };
  const kept = resultKept === true ? { resultKept } : {};
  return { fault: isRequest ? { match, fault, ...delay, ...kept } : { match, webhook, ...delay, taken: 0 }, times };
}

function wordsOf(body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalid('A JSON object is needed.');
  return body as Record<string, unknown>;
}
