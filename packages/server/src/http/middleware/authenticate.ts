import { isStranger } from '@betalt/core/access/may.ts';
import { assert } from '@betalt/core/shared/assert.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Wiring } from '../../app/wired.ts';
import { parseAccountName } from '../../identity/account-name.ts';
import { type LoadedActor, loadActor } from '../../identity/actor.ts';
import { readCredential } from '../../identity/credential.ts';
import { touchSession } from '../../identity/sessions.ts';
import type { App } from '../app.ts';
import { problem } from '../problems/problem.ts';
import { limitPrincipals } from './rate-limit.ts';
import { crossSite } from './same-origin.ts';

/** Declares `request.principal`, `actor` and `account`; `authenticate` fills them. Once for the whole server. */
export function declareIdentity(app: App): void {
  app.decorateRequest('identity', null);
  for (const part of ['principal', 'actor', 'account'] as const) {
    app.decorateRequest(part, {
      getter(this: FastifyRequest): never {
        const known = this.identity?.[part] ?? null;
        assert(known !== null, `request.${part} is read on a route without it`);
        // The declared types of the three (http/app.ts) are those of the parts; the decorator has one type for all.
        return known as never;
      },
    });
  }
}

/**
 * Every route of this scope needs to know who asks. Where the path has `:billingAccountName`, a name that is no account's and an
 * account where the caller has no role are answered with the same sentence.
 *
 * @param nobody answers where nobody is known, 401 unless said
 */
export function authenticate(app: App, wiring: Wiring, nobody = refuse): void {
  app.addHook('onRequest', async (request, reply) => {
    const credential = readCredential(request.headers, wiring.sessionSecret);
    if (credential === null) return nobody(request, reply);
    if (credential.kind === 'session' && crossSite(request)) return reply.problem(problem('CrossSiteRequest', {}));
    const { billingAccountName } = request.params as { billingAccountName?: string };
    const asked = billingAccountName === undefined ? null : parseAccountName(billingAccountName);
    const loaded = await loadActor(wiring.database.reads, credential, asked, wiring.clock());
    if (loaded === null) return nobody(request, reply);
    recordIdentity(request, loaded);
    if (credential.kind === 'session') touchSession(wiring, credential.sessionToken, loaded.principal);
    if (billingAccountName === undefined) return;
    if (loaded.account === null || isStranger(loaded.actor)) {
      return reply.problem(problem('BillingAccountNotFound', {}, { target: billingAccountName }));
    }
  });
  limitPrincipals(app, wiring);
}

function recordIdentity(request: FastifyRequest, loaded: LoadedActor): void {
  const { kind, language } = loaded.principal;
  request.identity = loaded;
  if (kind === 'session' && language !== null) request.language = language;
}

/** RFC 6750: the challenge says which of the two it was, nothing more. */
function refuse(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const offered = request.headers.authorization !== undefined;
  const challenge = offered ? 'Bearer realm="betalt", error="invalid_token"' : 'Bearer realm="betalt"';
  return reply.problem(
    problem(
      offered ? 'InvalidAuthenticationToken' : 'AuthenticationFailed',
      {},
      { headers: { 'www-authenticate': challenge } },
    ),
  );
}
