import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, {
  type FastifyBaseLogger,
  type FastifySerializerCompiler,
  type FastifyServerFactory,
  LogController,
} from 'fastify';
import type { TSchema } from 'typebox';
import type { Wiring } from '../app/wired.ts';
import { logRequests } from '../telemetry/request-lines.ts';
import type { App } from './app.ts';
import { answerUnreadableAddress, refuseNul } from './middleware/address.ts';
import { requireApiVersion } from './middleware/api-version.ts';
import { authenticate, declareIdentity } from './middleware/authenticate.ts';
import { answerErrors } from './middleware/errors.ts';
import { parseJsonBodies } from './middleware/json-body.ts';
import { preferredLanguage } from './middleware/language.ts';
import { answerUnknownRoutes, unknownRoute } from './middleware/not-found.ts';
import { parseQuery } from './middleware/query-names.ts';
import { limitAddresses, limitStrangers } from './middleware/rate-limit.ts';
import { addRequestIds, correlationId } from './middleware/request-ids.ts';
import { addSecurityHeaders } from './middleware/security-headers.ts';
import { compileSchema } from './middleware/validation.ts';
import { registerAgreement } from './routes/agreement.ts';
import { registerArmRoutes } from './routes/arm.ts';
import { registerDevMail } from './routes/dev-mail/dev-mail-routes.ts';
import { registerHealth } from './routes/health.ts';
import { registerOpenApi } from './routes/openapi.ts';
import { registerPublicPayLinks } from './routes/pay-links/public-pay-links.ts';
import { registerPortalRoutes } from './routes/portal/portal-routes.ts';
import { registerStripeWebhook } from './routes/webhooks/stripe-webhook.ts';
import { isPageRequest, sendPortalPage, serveStaticPortal } from './static-portal.ts';

const MIB = 1_048_576;

export interface ServerOptions {
  /** Instead of a plain HTTP server: `start/listeners.ts` serves the same app over TLS too. */
  readonly serverFactory?: FastifyServerFactory | undefined;
  /** Instead of plain JSON: tests hold every answer to its schema. */
  readonly serializerCompiler?: FastifySerializerCompiler<TSchema> | undefined;
}

/**
 * The HTTP server with every route, not yet listening (`app.ready()`, `app.listen`, `app.inject`). Each request passes:
 *
 *   ids, language, headers -> limits -> [scope: api-version -> authenticate] -> parse -> validate -> handler -> present
 */
export function buildServer(wiring: Wiring, options: ServerOptions = {}): App {
  const app = newInstance(wiring, options);
  app.setValidatorCompiler(compileSchema);
  // What is sent was shaped by a presenter and is held to its schema by every test: serialising by schema costs more than it gives.
  app.setSerializerCompiler(options.serializerCompiler ?? (() => JSON.stringify));
  answerErrors(app);
  declareIdentity(app);
  app.decorateRequest('language', 'en-US');
  app.addHook('onRequest', (request, _reply, done) => {
    request.language = preferredLanguage(request.headers['accept-language']);
    done();
  });
  parseJsonBodies(app);
  addRequestIds(app);
  addSecurityHeaders(app, wiring.config);
  limitAddresses(app, wiring);
  refuseNul(app);
  logRequests(app);
  registerRoutes(app, wiring);
  return app;
}

function registerRoutes(app: App, wiring: Wiring): void {
  const routes = answerUnknownRoutes(app);
  registerOpenApi(app);
  registerHealth(app, wiring);
  registerAgreement(app, wiring);
  registerDevMail(app, wiring);
  registerPortalRoutes(app, wiring);
  registerStripeWebhook(app, wiring);
  app.register(
    async (arm: App) => {
      requireApiVersion(arm);
      authenticate(arm, wiring);
      registerArmRoutes(arm, wiring);
    },
    { prefix: '/providers/Microsoft.Billing' },
  );
  app.register(
    async (strangers: App) => {
      limitStrangers(strangers, wiring);
      requireApiVersion(strangers);
      registerPublicPayLinks(strangers, wiring);
    },
    { prefix: '/providers/Microsoft.Billing/payLinks' },
  );
  const hasPortal = serveStaticPortal(app);
  app.setNotFoundHandler(async (request, reply) => {
    if (hasPortal && isPageRequest(request)) return sendPortalPage(request.url, reply);
    const [path = ''] = request.url.split('?');
    return reply.problem(unknownRoute(request.method, routes.allowedMethods(path)));
  });
}

function newInstance({ config, log }: Wiring, { serverFactory }: ServerOptions): App {
  // By its narrower type, which is what `App` promises to routes.
  const loggerInstance: FastifyBaseLogger = log;
  return Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: correlationId,
    bodyLimit: MIB,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    trustProxy: config.trustProxy,
    // Bodies are as they are; a key that would reach a prototype is refused.
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    return503OnClosing: true,
    frameworkErrors: answerUnreadableAddress,
    routerOptions: {
      // ARM paths are case-insensitive; names keep the case they came in. `az` sends // after a registered trailing slash.
      caseSensitive: false,
      ignoreDuplicateSlashes: true,
      ignoreTrailingSlash: true,
      maxParamLength: 300,
      querystringParser: parseQuery,
    },
    ...(serverFactory === undefined ? {} : { serverFactory }),
  }).withTypeProvider<TypeBoxTypeProvider>();
}
