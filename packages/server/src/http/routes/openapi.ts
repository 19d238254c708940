import swagger from '@fastify/swagger';
import type { App } from '../app.ts';
import { nameSchemas, withComponents } from './openapi-components.ts';
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

export interface OpenApiDocument {
  readonly info: { readonly title: string; readonly description?: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

export interface OpenApiOperation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly {
    name: string;
    in: string;
    required?: boolean;
    description?: string;
    schema?: unknown;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: unknown }>> };
  readonly responses?: Readonly<Record<string, { readonly description?: string; readonly content?: unknown }>>;
}

/** The OpenAPI 3.1 document of a ready server; `docs/openapi.json` is this, and a test says so. */
export function openApiDocument(app: App): OpenApiDocument {
  return withComponents(app.swagger() as unknown as OpenApiDocument);
}
