import type { FastifyRequest } from 'fastify';
import type { Wiring } from '../../../app/wired.ts';
import { loadActor } from '../../../identity/actor.ts';
import { readCredential } from '../../../identity/credential.ts';

/**
 * Mails say what customers owe, and lead to where it is paid. They are shown to whoever sits at the machine, as the file of the
 * embedded database is readable there, and to staff of the vendor, who may read all of it anyway.
 */
export async function mayReadMailbox(request: FastifyRequest, wiring: Wiring): Promise<boolean> {
  return isAtTheMachine(request, wiring) || (await isStaff(request, wiring));
}

/**
 * A connection of this machine that no proxy has passed on, for a name of this machine: a page of somebody else's site whose name
 * was made to lead here (DNS rebinding) asks for its own name.
 */
function isAtTheMachine({ socket, headers }: FastifyRequest, { config }: Wiring): boolean {
  if (!LOOPBACK.test(socket.remoteAddress ?? '')) return false;
  if ('x-forwarded-for' in headers || 'forwarded' in headers || 'x-forwarded-host' in headers) return false;
  const name = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const ownName = config.publicUrl === null ? config.host : new URL(config.publicUrl).hostname;
  return ['localhost', '127.0.0.1', '[::1]', ownName].includes(name);
}

async function isStaff({ headers }: FastifyRequest, { database, sessionSecret, clock }: Wiring): Promise<boolean> {
  const credential = readCredential(headers, sessionSecret);
  if (credential === null) return false;
  const loaded = await loadActor(database.reads, credential, null, clock());
  return loaded !== null && loaded.actor.issuerRoles.length > 0;
}

const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/;
