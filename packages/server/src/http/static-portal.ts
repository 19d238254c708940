import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
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
      // Every address of the portal is answered by sendPortalPage, which alone knows the nonce.
      index: false,
      globIgnore: ['**/index.html', '**/pay.html'],
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

const NONCE_PLACEHOLDER = 'csp-nonce-of-this-answer';

/**
 * The page that every address of the portal begins with, or the page of a pay link, which loads nothing of the portal. Its styles are made in the browser, rule by rule, into style elements
 * that carry this answer's nonce: so the policy needs no `unsafe-inline`.
 */
export async function sendPortalPage(url: string, reply: FastifyReply): Promise<FastifyReply> {
  const page = /^\/pay\/?(\?|$)/.test(url) ? 'pay.html' : 'index.html';
  const html = await readFile(`${BUILT_PORTAL}${page}`, 'utf8');
  const nonce = randomBytes(16).toString('base64');
  const policy = String(reply.getHeader('content-security-policy'));
  return reply
    .header('cache-control', 'no-cache')
    .header('content-security-policy', policy.replace("style-src 'self'", `style-src 'self' 'nonce-${nonce}'`))
    .type('text/html; charset=utf-8')
    .send(html.replace(NONCE_PLACEHOLDER, nonce));
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
