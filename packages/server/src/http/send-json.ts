import type { FastifyReply } from 'fastify';

/** Sends JSON that a presenter has written as text already. */
export function sendJson(reply: FastifyReply, body: string): FastifyReply {
  return reply.type('application/json; charset=utf-8').send(body);
}
