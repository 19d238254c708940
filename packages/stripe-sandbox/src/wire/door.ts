import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Asked as FaultQuestion, type RequestFault, takeRequestFault } from '../faults/faults.ts';
import type { Clock } from '../store/clock.ts';
import type { Store } from '../store/store.ts';
import { randomText, Tx, type TxSettings } from '../store/tx.ts';
import { dropConnection, holdConnection, pause } from './connection.ts';
import type { Asked, Endpoint } from './endpoint.ts';
import { expand } from './expand.ts';
import { type ErrorBody, Refusal, RequestFailure } from './failures.ts';
import { type Fields, parseFields } from './fields.ts';
import type { FormObject } from './form.ts';
import { type Answer, fingerprintOf, Idempotency } from './idempotency.ts';
import { type Keys, keyOf, secretKeyRequired } from './keys.ts';
import { API_VERSION } from './version.ts';

export interface DoorParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly keys: Keys;
  readonly txSettings: () => TxSettings;
  /** Called once an answer has been committed: webhooks may go out. */
  readonly committed: () => void;
}

interface Call {
  readonly endpoint: Endpoint;
  readonly asked: Asked<Fields>;
  readonly form: FormObject;
  readonly requestId: string;
  readonly idempotencyKey: string | null;
}

/**
 * The one way in for every operation:
 * key -> parameters -> asked-for fault (before) -> idempotency -> [asked-for delay] one transaction { run, keep the answer } -> fault (after) -> answer.
 */
export function openDoor(app: FastifyInstance, endpoints: readonly Endpoint[], parts: DoorParts): void {
  const idempotency = new Idempotency(parts.store, parts.clock.nowMs());
  for (const endpoint of endpoints) {
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      handler: (request, reply) => handle(endpoint, request, reply, parts, idempotency),
    });
    if (endpoint.cors) app.options(endpoint.path, (_request, reply) => preflight(reply));
  }
}

async function handle(
  endpoint: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
  parts: DoorParts,
  idempotency: Idempotency,
): Promise<FastifyReply> {
  const call = readCall(endpoint, request, reply, parts);
  const fault = takeRequestFault(parts.store, () => faultQuestion(call, parts.store));
  if (fault?.fault === 'reset_before') return dropConnection(reply);
  if (fault?.fault === 'error_500_before') return send(reply, serverError());
  const answer = await perform(call, fault, parts, idempotency, reply);
  parts.committed();
  if (fault?.fault === 'reset_after') return dropConnection(reply);
  if (fault?.fault === 'timeout_after') return holdConnection(reply, fault.delayMs ?? 60_000);
  if (fault?.fault === 'error_500_after')
    return send(reply.header('stripe-should-retry', String(fault.resultKept === true)), serverError());
  return send(reply, answer);
}

function readCall(endpoint: Endpoint, request: FastifyRequest, reply: FastifyReply, parts: DoorParts): Call {
  const requestId = `req_${randomText(14)}`;
  reply.headers({ 'request-id': requestId, 'stripe-version': request.headers['stripe-version'] ?? API_VERSION });
  if (endpoint.cors)
    reply.headers({ 'access-control-allow-origin': '*', 'access-control-expose-headers': 'Request-Id' });
  const key = keyOf(request.headers.authorization, parts.keys);
  if (key === 'publishable' && endpoint.access === 'secret') throw secretKeyRequired();
  const form = { ...(request.query as FormObject), ...(request.body as FormObject | undefined) };
  const params = parseFields(endpoint.fields, form);
  const id = (request.params as { id?: string }).id ?? '';
  const path = request.url.split('?', 1)[0] ?? endpoint.path;
  const sent = request.headers['idempotency-key'];
  const idempotencyKey = endpoint.method === 'POST' && typeof sent === 'string' && sent !== '' ? sent : null;
  return { endpoint, asked: { params, id, path, key }, form, requestId, idempotencyKey };
}

async function perform(
  call: Call,
  fault: RequestFault | undefined,
  parts: DoorParts,
  idempotency: Idempotency,
  reply: FastifyReply,
): Promise<Answer> {
  const { idempotencyKey: key, endpoint, asked, form, requestId } = call;
  const delayMs = fault?.fault === 'delay' ? (fault.delayMs ?? 1_000) : 0;
  if (key === null) {
    await pause(delayMs);
    return runOnce(call, parts, () => undefined);
  }
  const fingerprint = fingerprintOf(endpoint.method, asked.path, form);
  reply.header('idempotency-key', key);
  const replay = idempotency.claim(key, fingerprint, parts.clock.nowMs());
  if (replay !== undefined) {
    reply.headers({ 'idempotent-replayed': 'true', 'original-request': replay.originalRequest });
    return replay;
  }
  try {
    await pause(delayMs);
    // NOTE: Stripe keeps answers of 500 too, so a fault after the work is what the key answers from then on.
    const forgets = fault?.fault === 'error_500_after' && fault.resultKept !== true;
    return runOnce(call, parts, (answer) =>
      idempotency.remember(key, fingerprint, forgets ? serverError() : answer, requestId, parts.clock.nowMs()),
    );
  } finally {
    idempotency.release(key);
  }
}

/** Runs the operation and `remember` in one transaction; a failure rolls the work back and is remembered by itself. */
function runOnce(call: Call, parts: DoorParts, remember: (answer: Answer) => void): Answer {
  const { endpoint, asked, requestId, idempotencyKey } = call;
  const occasion = { nowMs: parts.clock.nowMs(), requestId, idempotencyKey, settings: parts.txSettings() };
  const work = (): Answer => {
    const tx = new Tx(parts.store, occasion);
    const outcome = endpoint.run(tx, asked);
    const paths = (asked.params['expand'] as readonly string[] | undefined) ?? [];
    const answer =
      outcome instanceof Refusal
        ? errorAnswer(outcome.status, outcome.body)
        : { status: 200, body: JSON.stringify(expand(tx, outcome, paths)) };
    remember(answer);
    return answer;
  };
  // A GET writes nothing, apart from the ready-made test methods that it may bring into being.
  try {
    return parts.store.transaction(work);
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
    const answer = errorAnswer(error.status, error.body);
    parts.store.transaction(() => remember(answer));
    return answer;
  }
}

export function errorAnswer(status: number, error: ErrorBody): Answer {
  return { status, body: JSON.stringify({ error }) };
}

function serverError(): Answer {
  return errorAnswer(500, { type: 'api_error', message: 'An unknown error occurred. (Asked for as a fault.)' });
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  return reply.code(answer.status).type('application/json; charset=utf-8').send(answer.body);
}

function preflight(reply: FastifyReply): FastifyReply {
  return reply
    .headers({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization, content-type, idempotency-key, stripe-version',
      'access-control-max-age': '600',
    })
    .code(204)
    .send();
}

/** What a fault may match on: the request's own words, or those of the intent that it is about. */
function faultQuestion(call: Call, store: Store): FaultQuestion {
  const { asked, endpoint, form } = call;
  const about = asked.id === '' ? undefined : store.one('select body from objects where id = ?', asked.id);
  const stored =
    about === undefined
      ? {}
      : (JSON.parse(String(about['body'])) as { payment_method?: string; metadata?: Record<string, string> });
  const own = form['payment_method'];
  const metadata = form['metadata'];
  return {
    method: endpoint.method,
    path: asked.path,
    paymentMethod: typeof own === 'string' ? own : stored.payment_method,
    metadata: { ...stored.metadata, ...(typeof metadata === 'object' ? (metadata as Record<string, string>) : {}) },
  };
}

/** A transaction of the sandbox's own, asked for by no request of the API. */
export function ownTx({ clock, store, txSettings }: Pick<DoorParts, 'clock' | 'store' | 'txSettings'>): Tx {
  return new Tx(store, { nowMs: clock.nowMs(), requestId: null, idempotencyKey: null, settings: txSettings() });
}
