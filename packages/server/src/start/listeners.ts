import { ensureLocalCertificates } from '@betalt/embedded/tls/local-authority.ts';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import { join } from 'node:path';
import { once } from 'node:events';
import type { Config } from '../config/config.ts';
import type { App } from '../http/app.ts';
import { buildServer } from '../http/server.ts';
import type { Wiring } from '../wiring.ts';
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
    await listenOn(app.server, config.host, config.port, 'BETALT_PORT');
    if (tls !== null) await listenOn(tls, config.host, config.tlsPort ?? 0, 'BETALT_TLS_PORT');
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

async function listenOn(server: Server | TlsServer, host: string, port: number, variable: string): Promise<void> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw fromListenFailure(error, { host, port, variable });
  }
}

async function closeTls(server: TlsServer): Promise<void> {
  server.close();
  server.closeIdleConnections();
  await once(server, 'close');
}
