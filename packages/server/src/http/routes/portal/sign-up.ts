import { PortalSession, SignUpRequest } from '@betalt/contract/portal/session.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { signUp } from '../../../app/accounts/sign-up.ts';
import type { Wiring } from '../../../app/wired.ts';
import { readPortalSession } from '../../../identity/portal-session.ts';
import { endSession, startSession } from '../../../identity/sessions.ts';
import { attemptBy, countAttempt } from '../../../identity/sign-in-throttle.ts';
import type { App } from '../../app.ts';
import { setSessionCookie } from '../../middleware/session-cookie.ts';
import { problem } from '../../problems/problem.ts';
import { clientOf } from './client.ts';
import { signInProblem } from './sign-in.ts';

/** `POST /api/sign-up`: makes a person by the host's policy and signs them in. */
export function registerSignUp(app: App, wiring: Wiring): void {
  const schema = {
    summary: 'Make a person with a password',
    tags: ['Portal'],
    body: SignUpRequest,
    response: { 200: PortalSession, 403: ErrorResponse, 409: ErrorResponse, 429: ErrorResponse },
  };
  app.post('/sign-up', { schema }, async (request, reply) => {
    const client = clientOf(request, wiring.sessionSecret);
    // Trying addresses and invitations one after another is guessing too.
    const attempt = attemptBy(request.body.email, client.networkAddress, wiring.clock(), 'sign-up');
    const blocked = await countAttempt(wiring.database.pool, attempt);
    if (blocked !== null) return reply.problem(signInProblem({ code: 'TooManySignInAttempts', ...blocked }));
    const signedUp = await signUp(wiring, wiring.config.signUp, request.body);
    if (!signedUp.ok) return reply.problem(problem(signedUp.error.code, {}));
    if (client.sessionToken !== null) await endSession(wiring, client.sessionToken);
    const sessionToken = await startSession(wiring, signedUp.value.userId, client);
    setSessionCookie(request, reply, sessionToken, wiring.sessionSecret);
    return reply.send(await readPortalSession(wiring.database.db, signedUp.value.userId));
  });
}
