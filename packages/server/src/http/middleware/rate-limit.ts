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

// A person who pays by a link needs some ten requests; whoever tries tokens or stolen cards needs many.
const STRANGERS_PER_SECOND = 0.5;

/** Stricter limits by network address, for what needs no signing in and moves money. Off where there are no limits at all. */
export function limitStrangers(app: App, wiring: Wiring): void {
  const perSecond = wiring.config.requestsPerSecond === 0 ? 0 : STRANGERS_PER_SECOND;
  limit(app, wiring, perSecond, (request) => networkOf(request.ip), undefined, STRANGERS_BURST);
}

const STRANGERS_BURST = 40;

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
  burst = perSecond * BURST_SECONDS,
): void {
  if (perSecond === 0) return;
  const buckets = tokenBuckets({ perSecond, burst });
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
