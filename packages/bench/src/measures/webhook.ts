import { createHmac } from 'node:crypto';
import { runLoad } from '../load/http-load.ts';
import { postWebhook } from '../load/requests.ts';
import { WEBHOOK_SECRET } from '../subject/api.ts';
import { storeWebhook } from '../yardsticks/scripts.ts';
import { costed, costNote } from './cost.ts';
import type { Bench, Measure } from './measure.ts';
import { inTurn } from './rounds.ts';

const CLIENTS = 32;

/** A signed event: verify, store, de-duplicate, queue the work, answer; against one insert of the same event. */
export const webhookMeasure: Measure = {
  name: 'webhook',
  async run(bench) {
    const { options, pgbench } = bench;
    await loadWebhooks(bench, 1);
    const script = storeWebhook(eventBody('evt_yardstick'));
    let run = 0;
    const [yardstick, measured] = await inTurn(
      options,
      'more',
      async () => {
        const variables = { i: 0, run: `${Date.now()}`.slice(-9) + String((run += 1)) };
        return { value: (await pgbench({ script, clients: CLIENTS, seconds: options.seconds, variables })).perSecond };
      },
      () => costed(bench.api, () => loadWebhooks(bench, options.seconds)),
    );
    return [
      {
        name: 'webhook',
        what: `webhook, ${CLIENTS} clients`,
        against: 'pgbench, one insert',
        yardstick: yardstick.value,
        measured: measured.value,
        unit: '/s',
        ratio: measured.value / yardstick.value,
        goal: 0.8,
        stretch: 1.2,
        better: 'more',
        note: costNote(measured),
      },
    ];
  },
};

function loadWebhooks({ api }: Bench, seconds: number) {
  const run = Date.now();
  let number = 0;
  return runLoad({ port: api.port, clients: CLIENTS, seconds, next: () => signed(`evt_${run}_${(number += 1)}`) });
}

/** docs.stripe.com/webhooks, *Verify webhook signatures manually*: HMAC-SHA-256 of the time, a dot, and the body. */
function signed(eventId: string): string {
  const body = eventBody(eventId);
  const at = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', WEBHOOK_SECRET).update(`${at}.${body}`).digest('hex');
  return postWebhook(body, `t=${at},v1=${signature}`);
}

const EVENT = JSON.stringify({
  object: 'event',
  api_version: '2026-09-30.clover',
  created: 1_760_000_000,
  livemode: false,
  pending_webhooks: 1,
  request: { id: 'req_bench', idempotency_key: 'bench' },
  type: 'payment_intent.succeeded',
  data: {
    object: {
      id: 'pi_bench',
      object: 'payment_intent',
      amount: 10_000,
      amount_received: 10_000,
      currency: 'nok',
      customer: 'cus_bench',
      description: 'Invoice B000000001',
      latest_charge: 'ch_bench',
      metadata: {},
      payment_method: 'pm_bench',
      payment_method_types: ['card'],
      status: 'succeeded',
    },
  },
});

function eventBody(eventId: string): string {
  return `{"id":"${eventId}",${EVENT.slice(1)}`;
}
