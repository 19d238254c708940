import { PortalSession } from '@betalt/contract/portal/session.ts';
import { Type } from 'typebox';
import type { Wiring } from '../../../app/wired.ts';
import { readPortalSession } from '../../../identity/portal-session.ts';
import type { App } from '../../app.ts';
import { authenticate } from '../../middleware/authenticate.ts';

/**
 * `GET /api/session`: who is signed in, 204 when nobody is. Nobody is an answer here and no error: the sign-in page asks it first,
 * and a browser writes each 401 to its console.
 */
export function registerSession(app: App, wiring: Wiring): void {
  const schema = {
    summary: 'Who is signed in, and what they may see',
    tags: ['Portal'],
    response: { 200: PortalSession, 204: Type.Null({ description: 'Nobody is signed in' }) },
  };
  app.register(async (anybody: App) => {
    authenticate(anybody, wiring, (_request, reply) => reply.code(204).send());
    anybody.get('/session', { schema }, async (request, reply) =>
      reply.send(await readPortalSession(wiring.database.db, request.principal.userId)),
    );
  });
}
