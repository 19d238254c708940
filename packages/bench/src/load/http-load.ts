import { connect, type Socket } from 'node:net';
import { messageCutter } from './http-message.ts';
import { type Latencies, latenciesOf } from './latencies.ts';

export interface LoadOptions {
  readonly port: number;
  readonly clients: number;
  /** After this no request is begun; those under way are waited for. */
  readonly seconds: number;
  /** No more requests than this, however much time is left. */
  readonly mostRequests?: number | undefined;
  /** The bytes of the next request, made when it is sent. */
  readonly next: () => string;
  readonly expectedStatus?: number | undefined;
}

export interface LoadResult extends Latencies {
  readonly requests: number;
  readonly perSecond: number;
}

/**
 * Keeps `clients` keep-alive connections to loopback busy, each with one request at a time, and times every answer.
 *
 * @throws Error when any answer has another status than expected, or a connection breaks: a figure with failures in it is none
 */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const { clients, seconds, mostRequests = Infinity } = options;
  const latencies: number[] = [];
  let begun = 0;
  const startedAt = performance.now();
  const end = startedAt + seconds * 1000;
  const mayBegin = (): boolean => begun < mostRequests && performance.now() < end && ++begun > 0;
  await Promise.all(Array.from({ length: clients }, () => runClient(options, mayBegin, latencies)));
  const elapsedSeconds = (performance.now() - startedAt) / 1000;
  return { requests: latencies.length, perSecond: latencies.length / elapsedSeconds, ...latenciesOf(latencies) };
}

function runClient(
  { port, next, expectedStatus = 200 }: LoadOptions,
  mayBegin: () => boolean,
  latencies: number[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let sentAt = 0;
    const send = (): void => {
      if (!mayBegin()) return void socket.end(resolve);
      const request = next();
      sentAt = performance.now();
      socket.write(request);
    };
    const cutter = messageCutter((head) => {
      latencies.push(performance.now() - sentAt);
      if (head.startsWith(`HTTP/1.1 ${expectedStatus} `)) return send();
      reject(new Error(`expected ${expectedStatus} and got ${head}`));
      socket.destroy();
    });
    socket.on('connect', send);
    socket.on('data', (chunk) => cutter.take(chunk));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the server closed a connection that was in use')));
  });
}
