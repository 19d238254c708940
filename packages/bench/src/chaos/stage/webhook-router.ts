import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Count } from '../count.ts';
import type { Dice } from '../dice.ts';
import { WEBHOOK_SECRET } from './processes.ts';

export interface WebhookRouter {
  readonly url: string;
  /** Forged and stale webhooks that were not refused: there must be none. */
  readonly accepted: readonly string[];
  close(): Promise<void>;
}

interface Delivery {
  readonly body: Buffer;
  readonly signature: string;
}

const KEPT = 200;
const STALE_BY_SECONDS = 3_600;
const SEND_TIMEOUT_MS = 8_000;

/**
 * Stands between the gateway and the API processes as a load balancer would: each webhook goes to one of them, or fails when that one
 * is down, and the gateway sends it again. Now and then it also plays the attacker and the confused network: an old webhook once more,
 * one signed by somebody else, one that is signed well but an hour old.
 */
export async function startWebhookRouter(ports: readonly number[], dice: Dice, sent: Count): Promise<WebhookRouter> {
  const accepted: string[] = [];
  const kept: Delivery[] = [];

  async function route(request: IncomingMessage): Promise<number> {
    const delivery = { body: await buffer(request), signature: String(request.headers['stripe-signature'] ?? '') };
    sent.add('delivered');
    kept.push(delivery);
    if (kept.length > KEPT) kept.shift();
    const [status] = await Promise.all([forward(dice.oneOf(ports), delivery), disturb()]);
    return status ?? 502;
  }

  async function disturb(): Promise<void> {
    const what = dice.weighed({ nothing: 90, 'an old one again': 5, forged: 2.5, stale: 2.5 });
    if (what === 'nothing') return;
    const old = dice.oneOf(kept);
    sent.add(what);
    const status = await forward(dice.oneOf(ports), what === 'an old one again' ? old : resigned(old, what));
    if (what !== 'an old one again' && status !== null && status < 300) accepted.push(`${what}: ${status}`);
  }

  const server = createServer((request, response) => {
    void route(request).then(
      (status) => response.writeHead(status).end(),
      () => response.destroy(),
    );
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhooks/stripe`,
    accepted,
    close: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

/** @returns null when nobody answered: the process is down, and whoever sent it tries again */
async function forward(port: number, { body, signature }: Delivery): Promise<number | null> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/webhooks/stripe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'stripe-signature': signature },
      body: new Uint8Array(body),
      signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return null;
  }
}

/** Stripe's scheme v1: HMAC-SHA256 of `<seconds>.<body>`. */
function resigned({ body }: Delivery, how: 'forged' | 'stale'): Delivery {
  const seconds = Math.floor(Date.now() / 1000) - (how === 'stale' ? STALE_BY_SECONDS : 0);
  const secret = how === 'forged' ? 'whsec_of_somebody_else' : WEBHOOK_SECRET;
  const mac = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex');
  return { body, signature: `t=${seconds},v1=${mac}` };
}
