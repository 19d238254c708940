import swagger from '@fastify/swagger';
import type { App } from '../app.ts';
import { nameSchemas, withComponents } from './openapi-components.ts';
import type { OpenApiDocument } from './openapi-document.ts';
import { registerPageStyle } from './plain-page.ts';
import { referencePage } from './reference-page.ts';

/** `/openapi.json`, made from the schemas that validate requests, and `/docs`, the same for people. Before any other route. */
export function registerOpenApi(app: App): void {
  app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Betalt',
        version: '0.1.0',
        description:
          'Invoices, payments and payment methods in the manner of Microsoft.Billing, with what pays them. Every path under /providers takes api-version.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'A token of `betalt token`' },
          session: { type: 'apiKey', in: 'cookie', name: 'betalt.session' },
        },
      },
      security: [{ bearer: [] }, { session: [] }],
    },
    // The plugin drops `$id`, and a hidden schema is nobody's business.
    transform: ({ schema, url }) => ({ schema: schema?.hide === true ? schema : nameSchemas(schema), url }),
  });
  registerPageStyle(app);
  let document: OpenApiDocument | undefined;
  const current = (): OpenApiDocument => (document ??= openApiDocument(app));
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) => reply.send(current()));
  app.get('/docs', { schema: { hide: true } }, async (request, reply) =>
    reply.type('text/html; charset=utf-8').send(referencePage(current(), request.language)),
  );
}

/** The OpenAPI 3.1 document of a ready server; `docs/openapi.json` is this, and a test says so. */
export function openApiDocument(app: App): OpenApiDocument {
  return withComponents(app.swagger() as unknown as OpenApiDocument);
}
