import type { FastifyRequest } from 'fastify';

/**
 * True for a request that a cookie must not authenticate: a write that the browser says comes from another site, or that a plain
 * HTML form could have sent. Browsers set Sec-Fetch-Site and Origin themselves; a page cannot (Fetch standard, forbidden headers).
 */
export function crossSite(request: FastifyRequest): boolean {
  if (SAFE_METHODS.has(request.method)) return false;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return true;
  const origin = request.headers.origin;
  if (origin !== undefined && !isOwnOrigin(origin, request)) return true;
  // Neither header: an old browser or no browser. What a form cannot send without a preflight is still safe.
  return site === undefined && origin === undefined && isFormType(request.headers['content-type']);
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

function isOwnOrigin(origin: string, { protocol, host }: FastifyRequest): boolean {
  const own = `${protocol}://${host}`;
  // A proxy in front may have ended TLS, so hosts are compared and not schemes; URL leaves default ports out on both sides.
  return URL.canParse(origin) && URL.canParse(own) && new URL(origin).host === new URL(own).host;
}

/** The content types of HTML forms, which always name one. */
function isFormType(contentType: string | undefined): boolean {
  return FORM_TYPES.has(contentType?.split(';')[0]?.trim().toLowerCase() ?? '');
}

const FORM_TYPES: ReadonlySet<string> = new Set([
  'text/plain',
  'multipart/form-data',
  'application/x-www-form-urlencoded',
]);
