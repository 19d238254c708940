import { get } from 'node:http';
import { assert } from '@betalt/core/shared/assert.ts';
import { latenciesOf } from '../load/latencies.ts';
import { invoiceName, STAFF_NUMBER, tokenOf } from '../population/ids.ts';
import type { Measure } from './measure.ts';
import { loadPay } from './pay-load.ts';

const CLIENTS = 64;

/** How long after pressing *Pay now* somebody else's screen is told, through the outbox, against how long the payer waits. */
export const liveMeasure: Measure = {
  name: 'live',
  async run(bench) {
    const { api, options } = bench;
    const sentAt = new Map<string, number>();
    const delays: number[] = [];
    const stream = await listen(api.port, (invoice) => {
      const sent = sentAt.get(invoice);
      if (sent !== undefined) delays.push(performance.now() - sent);
    });
    try {
      const onSend = (invoice: number): void => void sentAt.set(invoiceName(invoice), performance.now());
      const { p50Ms, requests } = await loadPay(bench, api, { clients: CLIENTS, seconds: options.seconds, onSend });
      await untilTold(delays, requests);
      const told = latenciesOf(delays);
      return [
        {
          name: 'live',
          what: `event on another screen, ${CLIENTS} payers, p50`,
          against: "the payer's own answer, p50",
          yardstick: p50Ms,
          measured: told.p50Ms,
          unit: 'ms',
          ratio: told.p50Ms / p50Ms,
          goal: 1.5,
          stretch: 1.2,
          better: 'less',
          note: `${delays.length} events of ${requests} payments, p99 ${Math.round(told.p99Ms)} ms`,
        },
      ];
    } finally {
      stream.close();
    }
  },
};

/** Listens as staff of the issuer, who sees every account, and tells of each invoice that has been paid. */
function listen(port: number, onPaid: (invoice: string) => void): Promise<{ close(): void }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${tokenOf(STAFF_NUMBER)}` };
    const request = get({ host: '127.0.0.1', port, path: '/api/live', headers, agent: false }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`/api/live answered ${response.statusCode}`));
      let rest = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        const messages = (rest + chunk).split('\n\n');
        rest = messages.pop() ?? '';
        for (const invoice of messages.flatMap(paidInvoices)) onPaid(invoice);
      });
      resolve({ close: () => request.destroy() });
    });
    request.on('error', reject);
  });
}

function paidInvoices(message: string): readonly string[] {
  const data = /^data: (.*)$/m.exec(message)?.[1];
  if (data === undefined) return [];
  const event = JSON.parse(data) as { type: string; invoiceNames: string[] };
  return event.type === 'payment.succeeded' ? event.invoiceNames : [];
}

const WAIT_MS = 5_000;
const LOOK_MS = 20;

/** @throws AssertionFailure when events are missing: an event that never comes is no delay */
async function untilTold(delays: readonly number[], expected: number): Promise<void> {
  for (let waitedMs = 0; delays.length < expected && waitedMs < WAIT_MS; waitedMs += LOOK_MS)
    await new Promise((resolve) => void setTimeout(resolve, LOOK_MS));
  assert(delays.length >= expected, `${delays.length} events came of ${expected} payments`);
}
