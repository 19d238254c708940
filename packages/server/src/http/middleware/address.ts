import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../app.ts';
import { presentProblem, problem } from '../problems/problem.ts';
import { preferredLanguage } from './language.ts';

/** No name, filter or mark of ours has U+0000, and PostgreSQL takes none: an address with one is nobody's. */
export function refuseNul(app: App): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (/%00/.test(request.url)) return void reply.problem(problem('BadRequest', {}));
    done();
  });
}

/**
 * The answer to an address that the router cannot read (broken percent-encoding, a name that is too long): it reaches no hook and no
 * route, and comes in the one envelope all the same.
 */
export function answerUnreadableAddress(error: { statusCode?: number }, request: FastifyRequest, reply: FastifyReply) {
  const language = preferredLanguage(request.headers['accept-language']);
  reply
    .code(error.statusCode ?? 400)
    .headers({ 'x-ms-request-id': randomUUID(), 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(presentProblem(problem('BadRequest', {}), language)));
}
