import { PortalSession, SignInRequest } from '@betalt/contract/portal/session.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import type { Wiring } from '../../../app/wired.ts';
import { readPortalSession } from '../../../identity/portal-session.ts';
import { endSession } from '../../../identity/sessions.ts';
import { type SignInRejection, signIn } from '../../../identity/sign-in.ts';
import type { App } from '../../app.ts';
import { clearSessionCookie, setSessionCookie } from '../../middleware/session-cookie.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { clientOf } from './client.ts';

/** `POST /api/sign-in` and `/api/sign-out`. */
export function registerSignIn(app: App, wiring: Wiring): void {
  const schema = {
    summary: 'Sign in with a password',
    tags: ['Portal'],
    body: SignInRequest,
    response: { 200: PortalSession, 401: ErrorResponse, 429: ErrorResponse },
  };
  app.post('/sign-in', { schema }, async (request, reply) => {
    const signedIn = await signIn(wiring, request.body, clientOf(request, wiring.sessionSecret));
    if (!signedIn.ok) return reply.problem(signInProblem(signedIn.error));
    setSessionCookie(request, reply, signedIn.value.sessionToken, wiring.sessionSecret);
    return reply.send(await readPortalSession(wiring.database.db, signedIn.value.userId));
  });

  app.post('/sign-out', { schema: { summary: 'End this session', tags: ['Portal'] } }, async (request, reply) => {
    const { sessionToken } = clientOf(request, wiring.sessionSecret);
    if (sessionToken !== null) await endSession(wiring, sessionToken);
    clearSessionCookie(request, reply);
    return reply.code(204).send();
  });
}

export function signInProblem(rejection: SignInRejection): Problem {
  if (rejection.code === 'SignInFailed') return problem('SignInFailed', {});
  const { retryAfterSeconds } = rejection;
  return problem(
    'TooManySignInAttempts',
    { retryAfterSeconds },
    { headers: { 'retry-after': String(retryAfterSeconds) } },
  );
}
