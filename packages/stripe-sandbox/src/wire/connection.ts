import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';

/** Cuts the connection without an answer, as a reset by the network does. */
export function dropConnection(reply: FastifyReply): FastifyReply {
  reply.hijack();
  const { socket } = reply.raw;
  if (socket === null) return reply;
  if ('resetAndDestroy' in socket) socket.resetAndDestroy();
  return reply;
}

/** Says nothing for `ms`, then cuts the connection: the client's own deadline passes first. */
export function holdConnection(reply: FastifyReply, ms: number): FastifyReply {
  reply.hijack();
  const timer = setTimeout(() => reply.raw.destroy(), ms);
  timer.unref();
  reply.raw.once('close', () => clearTimeout(timer));
  return reply;
}

export async function pause(ms: number): Promise<void> {
  if (ms > 0) await sleep(ms);
}
