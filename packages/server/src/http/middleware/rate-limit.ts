import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Wiring } from '../../app/wired.ts';
import { networkOf } from '../../identity/network.ts';
import type { App } from '../app.ts';
import { problem } from '../problems/problem.ts';
import { type Take, tokenBuckets } from './token-bucket.ts';

// A page that asks for ten things at once, or a script that catches up, is no flood: ten seconds' worth may come at once.
const BURST_SECONDS = 10;
// Many people share an office's address.
const ADDRESS_FACTOR = 4;

/** Limits by network address, before anything is looked up. */
export function limitAddresses(app: App, wiring: Wiring): void {
  limit(app, wiring, wiring.config.requestsPerSecond * ADDRESS_FACTOR, (request) => networkOf(request.ip));
}

/** Limits by person, behind `authenticate`; tells how much is left as ARM does. */
export function limitPrincipals(app: App, wiring: Wiring): void {
  limit(app, wiring, wiring.config.requestsPerSecond, (request) => request.principal.userId, tellRemaining);
}

function limit(
  app: App,
  { clock }: Wiring,
  perSecond: number,
  keyOf: (request: FastifyRequest) => string,
  tell?: (request: FastifyRequest, reply: FastifyReply, taken: Take) => void,
): void {
  if (perSecond === 0) return;
  const buckets = tokenBuckets({ perSecond, burst: perSecond * BURST_SECONDS });
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.unlimited === true) return done();
    const taken = buckets.take(keyOf(request), clock().getTime());
    tell?.(request, reply, taken);
    if (taken.isAllowed) return done();
    const { retryAfterSeconds } = taken;
    reply.problem(
      problem('TooManyRequests', { retryAfterSeconds }, { headers: { 'retry-after': String(retryAfterSeconds) } }),
    );
  });
}

function tellRemaining({ method }: FastifyRequest, reply: FastifyReply, { remaining }: Take): void {
  const kind = method === 'GET' || method === 'HEAD' ? 'reads' : 'writes';
  reply.header(`x-ms-ratelimit-remaining-tenant-${kind}`, String(remaining));
}
