import { randomUUID } from 'node:crypto';
import type { App } from '../app.ts';

/**
 * ARM's request headers: a fresh x-ms-request-id, the caller's or a fresh x-ms-correlation-request-id (also the id in the log
 * and in the sentence of a 500), and the caller's x-ms-client-request-id back.
 */
export function addRequestIds(app: App): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-ms-request-id', randomUUID());
    reply.header('x-ms-correlation-request-id', request.id);
    const client = request.headers['x-ms-client-request-id'];
    if (typeof client === 'string' && VALID_ID.test(client)) reply.header('x-ms-client-request-id', client);
    done();
  });
}

/** @returns the caller's correlation id where it is fit for a log and a header, else a fresh one. */
export function correlationId(raw: { headers: NodeJS.Dict<string | string[]> }): string {
  const given = raw.headers['x-ms-correlation-request-id'];
  return typeof given === 'string' && VALID_ID.test(given) ? given : randomUUID();
}

// It is echoed and logged, so it is short and plain.
const VALID_ID = /^[A-Za-z0-9._-]{8,128}$/;
