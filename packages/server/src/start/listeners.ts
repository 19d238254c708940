import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import { join } from 'node:path';
import { ensureLocalCertificates } from '@betalt/embedded/tls/local-authority.ts';
import type { Wiring } from '../app/wired.ts';
import type { Config } from '../config/config.ts';
import type { App } from '../http/app.ts';
import { buildServer } from '../http/server.ts';
import { fromListenFailure } from './start-error.ts';

export interface Listeners {
  /** Takes no new connection, finishes the requests that run, then closes. */
  close(): Promise<void>;
}

/** One app behind two listeners: HTTP, and the same over TLS with the certificate of the data folder's own authority. */
export async function listen(wiring: Wiring): Promise<Listeners> {
  const { config } = wiring;
  let handle: RequestListener | undefined;
  const app = buildServer(wiring, {
    serverFactory: (handler) => {
      handle = handler;
      return createServer(handler);
    },
  });
  await app.ready();
  const tls = config.tlsPort === null || handle === undefined ? null : await createTls(config, handle, app);
  try {
    // By Fastify itself, which closes only what it has opened.
    await listenOn('BETALT_PORT', config.host, config.port, (host, port) => app.listen({ host, port }));
    if (tls !== null)
      await listenOn('BETALT_TLS_PORT', config.host, config.tlsPort ?? 0, (...at) => openTls(tls, ...at));
  } catch (failure) {
    tls?.close();
    await app.close();
    throw failure;
  }
  return { close: async () => void (await Promise.all([app.close(), tls === null ? undefined : closeTls(tls)])) };
}

async function createTls(config: Config, handle: RequestListener, app: App): Promise<TlsServer> {
  const dir = join(config.dataDir, 'tls');
  const { cert, key } = await ensureLocalCertificates({ dir, hosts: [config.host] });
  const server = createTlsServer({ cert, key, minVersion: 'TLSv1.2' }, handle);
  server.requestTimeout = app.server.requestTimeout;
  server.keepAliveTimeout = app.server.keepAliveTimeout;
  return server;
}

async function listenOn(
  variable: string,
  host: string,
  port: number,
  open: (host: string, port: number) => Promise<unknown>,
): Promise<void> {
  try {
    await open(host, port);
  } catch (error) {
    throw fromListenFailure(error, { host, port, variable });
  }
}

async function openTls(server: TlsServer, host: string, port: number): Promise<void> {
  server.listen(port, host);
  await once(server, 'listening');
}

async function closeTls(server: TlsServer): Promise<void> {
  server.close();
  server.closeIdleConnections();
  await once(server, 'close');
}
