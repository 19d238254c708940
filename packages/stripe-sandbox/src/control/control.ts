import type { FastifyInstance } from 'fastify';
import { runDueTasks } from '../tasks.ts';
import { storeWebhookEndpoint } from '../webhooks/endpoints.ts';
import { type DoorParts, ownTx } from '../wire/door.ts';
import { invalid } from '../wire/failures.ts';
import { keyOf, secretKeyRequired } from '../wire/keys.ts';
import { decideByControl, openByControl } from './dispute-control.ts';
import { faultFrom } from './fault-control.ts';
import { captures, totals, wholeFrom } from './witness.ts';
import { onlyWords } from './words.ts';

/** The id of the webhook endpoint that `POST /sandbox/webhooks` and `SANDBOX_WEBHOOK_URL` set. */
const DESTINATION = 'we_sandbox_destination';
const MAX_ADVANCE_S = 366 * 86_400;

/** `/sandbox/…`: what Stripe does not have. JSON, secret key only. */
export function openControl(app: FastifyInstance, parts: DoorParts): void {
  app.addHook('onRequest', async (request) => {
    if (keyOf(request.headers.authorization, parts.keys) !== 'secret') throw secretKeyRequired();
  });
  openFaults(app, parts);
  openWebhooks(app, parts);
  openDisputes(app, parts);
  openClock(app, parts);
  app.get('/sandbox/totals', () => ({ data: totals(parts.store) }));
  app.get('/sandbox/captures', (request) => captures(parts.store, request.query as Record<string, unknown>));
}

/** Sets where every event goes, in the place of an earlier destination set so. */
export function setDestination(
  parts: Pick<DoorParts, 'clock' | 'store' | 'txSettings'>,
  url: string,
  secret: string,
): void {
  parts.store.transaction(() => storeWebhookEndpoint(ownTx(parts), DESTINATION, url, secret, ['*']));
}

function openFaults(app: FastifyInstance, { store }: DoorParts): void {
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
}

function openWebhooks(app: FastifyInstance, parts: DoorParts): void {
  app.post('/sandbox/webhooks', (request, reply) => {
    const { url, secret } = onlyWords(request.body, ['url', 'secret']);
    if (typeof url !== 'string' || typeof secret !== 'string' || secret === '')
      throw invalid('url and secret are needed.');
    setDestination(parts, url, secret);
    return reply.code(201).send({ url });
  });
  app.get('/sandbox/webhooks', (request) => {
    const { limit, before } = request.query as Record<string, unknown>;
    return {
      data: parts.store.all(
        `select id, event_id, event_type, url, state, bent, attempts, due_at, last_status, last_error, settled_at
         from deliveries where id < ? order by id desc limit ?`,
        wholeFrom(before, Number.MAX_SAFE_INTEGER),
        wholeFrom(limit, 1_000),
      ),
    };
  });
}

function openDisputes(app: FastifyInstance, parts: DoorParts): void {
  app.post('/sandbox/disputes', (request, reply) => {
    const dispute = parts.store.transaction(() => openByControl(ownTx(parts), request.body));
    parts.committed();
    return reply.code(201).send(dispute);
  });
  app.post('/sandbox/disputes/:id', (request) => {
    const { id } = request.params as { id: string };
    const dispute = parts.store.transaction(() => decideByControl(ownTx(parts), id, request.body));
    parts.committed();
    return dispute;
  });
}

/** Puts the clock forward; what falls due by that is done before the answer. */
function openClock(app: FastifyInstance, parts: DoorParts): void {
  const shown = () => ({ now: Math.floor(parts.clock.nowMs() / 1000) });
  app.get('/sandbox/clock', shown);
  app.post('/sandbox/clock', (request) => {
    const { advanceSeconds } = onlyWords(request.body, ['advanceSeconds']);
    if (
      typeof advanceSeconds !== 'number' ||
      !Number.isInteger(advanceSeconds) ||
      advanceSeconds < 1 ||
      advanceSeconds > MAX_ADVANCE_S
    ) {
      throw invalid(`advanceSeconds must be a whole number from 1 to ${MAX_ADVANCE_S}.`);
    }
    parts.clock.advance(advanceSeconds);
    parts.store.transaction(() => runDueTasks(ownTx(parts)));
    parts.committed();
    return shown();
  });
}
