import { PortalSession, SettingsRequest } from '@betalt/contract/portal/session.ts';
import type { Wiring } from '../../../app/wired.ts';
import { readPortalSession } from '../../../identity/portal-session.ts';
import { changeSettings } from '../../../identity/settings.ts';
import type { App } from '../../app.ts';

/** `PUT /api/settings`: changes what is named; answers the session as it is then. */
export function registerSettings(app: App, wiring: Wiring): void {
  const schema = {
    summary: 'Change language, theme and the like',
    tags: ['Portal'],
    body: SettingsRequest,
    response: { 200: PortalSession },
  };
  app.put('/settings', { schema }, async (request, reply) => {
    await changeSettings(wiring, request.principal.userId, request.body);
    return reply.send(await readPortalSession(wiring.database.db, request.principal.userId));
  });
}
