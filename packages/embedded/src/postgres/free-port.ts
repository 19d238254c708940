import { createServer } from 'node:net';

/** A TCP port on 127.0.0.1 that nobody listened on a moment ago; whoever uses it must be ready to ask again. */
export function findFreePort(): Promise<number> {
  return listenOnce(0);
}

/** Resolves when the port can be listened on now, rejects with the system's failure (`EADDRINUSE`, `EACCES`). */
export async function probePort(port: number): Promise<void> {
  await listenOnce(port);
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve(bound));
    });
  });
}
