import type { FastifyRequest } from 'fastify';
import type { Client } from '../../../identity/client.ts';
import { readCredential } from '../../../identity/credential.ts';

/** The browser behind a request, with the session that its cookie opens, if any. */
export function clientOf(request: FastifyRequest, sessionSecret: string): Client {
  const credential = readCredential({ cookie: request.headers.cookie }, sessionSecret);
  return {
    networkAddress: request.ip,
    userAgent: request.headers['user-agent'] ?? null,
    sessionToken: credential?.kind === 'session' ? credential.sessionToken : null,
  };
}
