import { PortalSession } from '@betalt/contract/portal/session.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { readPortalSession } from '../../../identity/portal-session.ts';
import type { Wiring } from '../../../wiring.ts';
import type { App } from '../../app.ts';

/** `GET /api/session`: who is signed in, 401 when nobody is. */
export function registerSession(app: App, { database }: Wiring): void {
  const schema = {
    summary: 'Who is signed in, and what they may see',
    tags: ['Portal'],
    response: { 200: PortalSession, 401: ErrorResponse },
  };
  app.get('/session', { schema }, async (request, reply) =>
    reply.send(await readPortalSession(database.db, request.principal.userId)),
  );
}
