import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { isOutage } from '../../app/outages.ts';
import type { App } from '../app.ts';
import { type Problem, presentProblem, problem, statusOf } from '../problems/problem.ts';
import { RequestViolation, violationProblem } from './validation.ts';

/** `reply.problem`, and what every error that reaches Fastify becomes. */
export function answerErrors(app: App): void {
  app.decorateReply('problem', function answer(this: FastifyReply, found: Problem): FastifyReply {
    return this.code(statusOf(found))
      .headers({ ...found.headers })
      .send(presentProblem(found, this.request.language));
  });
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const found = fromFramework(error, request) ?? problem('InternalServerError', { correlationId: request.id });
    // A failure of ours: the log has all of it, the answer only the id to find it by.
    if (statusOf(found) >= 500) request.log.error({ err: error }, 'request failed');
    return reply.problem(found);
  });
}

const RETRY_AFTER_SECONDS = 5;

function outage(): Problem {
  const headers = { 'retry-after': String(RETRY_AFTER_SECONDS) };
  return problem('ServiceUnavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS }, { headers });
}

/** The errors that a caller can cause before any route runs, by Fastify's own codes, and outages; `null` for anything else. */
function fromFramework(error: FastifyError, request: FastifyRequest): Problem | null {
  if (error instanceof RequestViolation) return violationProblem(error);
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return problem('RequestEntityTooLarge', { limitMiB: Math.floor(request.routeOptions.bodyLimit / 1_048_576) });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return problem('UnsupportedMediaType', { mediaType: request.headers['content-type'] ?? '' });
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return problem('MalformedJson', {});
    default:
      // What Fastify itself blames on the request (bad URL, bad content length, prototype poisoning).
      if (error.code?.startsWith('FST_') && error.statusCode !== undefined && error.statusCode < 500)
        return problem('BadRequest', {}, { status: error.statusCode });
      return isOutage(error) ? outage() : null;
  }
}
