import fastifyStatic from '@fastify/static';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { App } from './app.ts';

const BUILT_PORTAL = fileURLToPath(new URL('../../../web/dist/', import.meta.url));

/**
 * The built portal: files under `/assets/` carry their content's hash in their name and may be kept for ever, everything else is
 * asked for again. A page's address is the portal's own business, so it gets `index.html` (`isPageRequest`).
 *
 * @returns false when the portal has not been built; the API serves without it.
 */
export function serveStaticPortal(app: App): boolean {
  if (!existsSync(`${BUILT_PORTAL}index.html`)) return false;
  app.register(async (portal: App) => {
    portal.addHook('onRoute', (route) => {
      route.config = { ...route.config, cacheable: true, unlimited: true };
      route.schema = { hide: true };
    });
    portal.register(fastifyStatic, {
      root: BUILT_PORTAL,
      wildcard: false,
      index: ['index.html'],
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header(
          'cache-control',
          path.includes('/dist/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
  });
  return true;
}

/** The page that every address of the portal begins with. */
export function readPortalPage(): Promise<Buffer> {
  return readFile(`${BUILT_PORTAL}index.html`);
}

/** A browser that opens a page of the portal: not a file, not an API's address. */
export function isPageRequest({
  method,
  url,
  headers,
}: {
  method: string;
  url: string;
  headers: { accept?: string | undefined };
}): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  if (/^\/+(api|providers|webhooks|assets|docs|openapi\.json|livez|readyz)(\/|\?|$)/i.test(url)) return false;
  return headers.accept?.includes('text/html') === true;
}
