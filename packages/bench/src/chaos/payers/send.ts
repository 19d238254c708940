import { Agent, request } from 'node:http';

export interface Call {
  readonly port: number;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token?: string | undefined;
  readonly key?: string | undefined;
  readonly body?: unknown;
  /** The client goes away after this long, whatever the server does. */
  readonly cutAfterMs?: number | undefined;
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });
const PATIENCE_MS = 15_000;

/** One request over a kept connection. @returns null when the connection broke, was never made, or the client left */
export function send({ port, method, path, token, key, body, cutAfterMs = PATIENCE_MS }: Call): Promise<Reply | null> {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(key !== undefined && { 'idempotency-key': key }),
    ...(payload !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
  };
  return new Promise((resolve) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body: parsed(text) }));
      response.once('close', () => resolve(null));
    });
    const leave = setTimeout(() => sent.destroy(), cutAfterMs);
    sent.once('error', () => resolve(null));
    sent.once('close', () => clearTimeout(leave));
    sent.end(payload);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
