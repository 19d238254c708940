import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { afterAll } from 'vitest';

/** A message as it came, before anybody believes it. */
export interface Received {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly event: {
    id: string;
    type: string;
    timestamp: string;
    data: Record<string, never> & Record<string, unknown>;
  };
}

export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** What was answered with 2xx. */
  readonly taken: readonly Received[];
  /** How the next messages are answered; the default takes everything. */
  answer: (message: Received, response: ServerResponse) => void | Promise<void>;
  /** Throws unless the signature of Standard Webhooks is good for this secret. */
  verify(message: Received, secret: string): unknown;
}

export const take = (_message: Received, response: ServerResponse): void => void response.writeHead(204).end();

export function refuse(status: number, headers: Record<string, string> = {}): Receiver['answer'] {
  return (_message, response) => void response.writeHead(status, headers).end(`no: ${status}`);
}

/** A receiver of webhooks on loopback, as an integrator would write it. */
export async function aReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const taken: Received[] = [];
  const server = createServer((request, response) => void hear(request, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    taken,
    answer: take,
    verify: ({ body, headers }, secret) => new Webhook(secret).verify(body, headers),
  };
  async function hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const message = { headers: request.headers as Record<string, string>, body, event: JSON.parse(body) };
    received.push(message);
    response.on('finish', () => {
      if (response.statusCode < 300) taken.push(message);
    });
    await receiver.answer(message, response);
  }
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return receiver;
}
