import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Receiver {
  readonly url: string;
  readonly received: { readonly body: string; readonly signature: string }[];
  /** Answers the next `times` deliveries with `status`, then 200 again. */
  answerWith(status: number, times: number): void;
  close(): Promise<void>;
}

/** A merchant's webhook endpoint. */
export async function startReceiver(): Promise<Receiver> {
  const received: Receiver['received'] = [];
  let next = { status: 200, times: 0 };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    received.push({ body, signature: String(request.headers['stripe-signature']) });
    response.statusCode = next.times > 0 ? next.status : 200;
    next = { ...next, times: next.times - 1 };
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhook`,
    received,
    answerWith: (status, times) => {
      next = { status, times };
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}
