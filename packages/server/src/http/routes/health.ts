import type {} from '@fastify/swagger';
import Type from 'typebox';
import type { Wiring } from '../../app/wired.ts';
import type { App } from '../app.ts';
import { checkReadiness, type Readiness } from './readiness.ts';

/** `/livez`: this process answers. `/readyz`: so do the database, the queue and the gateway, hence a payment can be made. */
export function registerHealth(app: App, wiring: Wiring): void {
  const config = { unlimited: true };
  app.get('/livez', { config, schema: { hide: true } }, () => ({ status: 'ok' }));
  app.get(
    '/readyz',
    { config, schema: { hide: true, response: { 200: ReadinessSchema, 503: ReadinessSchema } } },
    async (_request, reply) => {
      const readiness: Readiness = await checkReadiness(wiring);
      return reply.code(readiness.status === 'ok' ? 200 : 503).send(readiness);
    },
  );
}

const Check = Type.Union([Type.Literal('ok'), Type.Literal('failed')]);
const ReadinessSchema = Type.Object({
  status: Check,
  checks: Type.Object({ database: Check, queue: Check, gateway: Check }),
  mail: Type.Union([Type.Literal('ok'), Type.Literal('not_configured')]),
});
