import formBody from '@fastify/formbody';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { mandateEndpoints } from './bank-debits/endpoints.ts';
import { openBrowserSide } from './browser-side.ts';
import { chargeEndpoints } from './charges/endpoints.ts';
import { openControl, setDestination } from './control/control.ts';
import { customerEndpoints } from './customers/endpoints.ts';
import { disputeEndpoints } from './disputes/endpoints.ts';
import { eventEndpoints } from './events/endpoints.ts';
import { paymentIntentEndpoints } from './payment-intents/endpoints.ts';
import { paymentMethodEndpoints } from './payment-methods/endpoints.ts';
import { radarEndpoints } from './radar/endpoints.ts';
import { refundEndpoints } from './refunds/endpoints.ts';
import { report } from './report.ts';
import { DEFAULTS, type SandboxSettings } from './settings.ts';
import { setupIntentEndpoints } from './setup-intents/endpoints.ts';
import { Clock } from './store/clock.ts';
import { Store } from './store/store.ts';
import { runDueTasks } from './tasks.ts';
import { Courier } from './webhooks/courier.ts';
import { webhookEndpoints } from './webhooks/endpoints.ts';
import { type DoorParts, errorAnswer, openDoor, ownTx } from './wire/door.ts';
import { RequestFailure } from './wire/failures.ts';
import { parseForm } from './wire/form.ts';

const TICK_MS = 50;

export interface Sandbox {
  readonly app: FastifyInstance;
  /** Listens; the address is `http://host:port`. */
  listen(): Promise<{ url: string; port: number }>;
  /** Stops answering, sending and the clock, and closes the store. What waits goes on at the next start. */
  close(): Promise<void>;
}

/** Makes a sandbox over the folder `dataDir`, not yet listening. Throws when the folder cannot be written. */
export function createSandbox(options: Partial<SandboxSettings> & { dataDir: string }): Sandbox {
  const settings: SandboxSettings = { ...DEFAULTS, ...options };
  const store = new Store(settings.dataDir);
  const clock = new Clock(store);
  const courier = new Courier(store, clock);
  let publicUrl = `http://${settings.host}:${settings.port}`;
  const parts: DoorParts = {
    store,
    clock,
    keys: settings,
    txSettings: () => ({ publicUrl, laterMs: settings.laterMs, longMs: settings.longMs }),
    committed: () => setImmediate(() => courier.wake()),
  };
  if (settings.webhook !== undefined) setDestination(parts, settings.webhook.url, settings.webhook.secret);
  const app = build(parts, settings);
  let ticking: NodeJS.Timeout | undefined;
  return {
    app,
    async listen() {
      await app.listen({ host: settings.host, port: settings.port });
      const address = app.server.address();
      const port = typeof address === 'object' && address !== null ? address.port : settings.port;
      publicUrl = `http://${settings.host}:${port}`;
      ticking = setInterval(() => tick(parts, courier), TICK_MS);
      return { url: publicUrl, port };
    },
    async close() {
      clearInterval(ticking);
      await courier.close();
      await app.close();
      store.close();
    },
  };
}

const ENDPOINTS = [
  ...customerEndpoints,
  ...paymentMethodEndpoints,
  ...setupIntentEndpoints,
  ...mandateEndpoints,
  ...paymentIntentEndpoints,
  ...chargeEndpoints,
  ...refundEndpoints,
  ...disputeEndpoints,
  ...radarEndpoints,
  ...eventEndpoints,
  ...webhookEndpoints,
];

function build(parts: DoorParts, settings: SandboxSettings): FastifyInstance {
  const app = Fastify({
    forceCloseConnections: true,
    // Longer than clients keep a connection: else one that we close just as they use it looks like a reset of theirs.
    keepAliveTimeout: 65_000,
    routerOptions: { querystringParser: (text) => parseForm(text) as Record<string, unknown> },
  });
  app.setErrorHandler((error: FastifyError | RequestFailure, _request, reply) => answerError(error, reply));
  app.setNotFoundHandler((request, reply) => answerError(unknownPath(request.method, request.url), reply));
  app.get('/healthz', () => ({ status: 'ok' }));
  app.register(async (api) => {
    api.removeAllContentTypeParsers();
    await api.register(formBody, { parser: (text) => parseForm(text) as Record<string, unknown> });
    openDoor(api, ENDPOINTS, parts);
  });
  app.register(async (control) => openControl(control, parts));
  app.register(async (browser) => openBrowserSide(browser, parts, settings));
  return app;
}

/** What is due: the bank's later doings, and webhooks. A failure is reported and met again at the next tick. */
function tick(parts: DoorParts, courier: Courier): void {
  courier.wake();
  try {
    runBank(parts);
  } catch (error) {
    report(error);
  }
}

function runBank(parts: DoorParts): void {
  const due = parts.store.one('select 1 as due from tasks where due_at <= ? limit 1', parts.clock.nowMs());
  if (due !== undefined) parts.store.transaction(() => runDueTasks(ownTx(parts)));
}

function answerError(error: FastifyError | RequestFailure | RangeError, reply: FastifyReply): FastifyReply {
  const answer = reply.type('application/json; charset=utf-8');
  if (error instanceof RequestFailure)
    return answer.code(error.status).send(errorAnswer(error.status, error.body).body);
  const status = error instanceof RangeError ? 400 : 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  if (status >= 500) {
    report(error);
    return answer
      .code(500)
      .send(errorAnswer(500, { type: 'api_error', message: 'The sandbox failed; its log says why.' }).body);
  }
  return answer.code(status).send(errorAnswer(status, { type: 'invalid_request_error', message: error.message }).body);
}

function unknownPath(method: string, url: string): RequestFailure {
  const path = url.split('?', 1)[0] ?? url;
  return new RequestFailure(404, {
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${method}: ${path}).`,
  });
}
