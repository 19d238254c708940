import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_LIFETIME_MS } from '../../identity/actor.ts';
import { SECURE_SESSION_COOKIE, SESSION_COOKIE, signSessionToken } from '../../identity/credential.ts';

/** Gives the browser its session. Over TLS the cookie is Secure and bound to this host (`__Host-`), so no other can plant one. */
export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  sessionToken: string,
  secret: string,
): void {
  writeCookie(request, reply, signSessionToken(sessionToken, secret), SESSION_LIFETIME_MS / 1000);
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  writeCookie(request, reply, '', 0);
}

function writeCookie(request: FastifyRequest, reply: FastifyReply, value: string, maxAgeSeconds: number): void {
  const secure = request.protocol === 'https';
  const name = secure ? SECURE_SESSION_COOKIE : SESSION_COOKIE;
  const attributes = ['Path=/', `Max-Age=${maxAgeSeconds}`, 'HttpOnly', 'SameSite=Lax', ...(secure ? ['Secure'] : [])];
  reply.header('set-cookie', [`${name}=${value}`, ...attributes].join('; '));
}
