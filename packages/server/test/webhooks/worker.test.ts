import { expect, it, onTestFinished } from 'vitest';
import { startWorker } from '../../src/start/worker.ts';
import { anInvoice } from '../support/payables.ts';
import { aReceiver, refuse, take } from './receiver.ts';
import { webhookServer } from './webhook-server.ts';

const { wiring, account, database, endpoint, call } = await webhookServer();

it('the worker sends by itself: what happens, what is asked for by hand, and again when a receiver was down', async () => {
  const receiver = await aReceiver();
  const secret = await endpoint('books', receiver);
  const worker = await startWorker(wiring, database.url);
  onTestFinished(() => worker.stop());
  const types = () => receiver.taken.map(({ event }) => event.type);

  await anInvoice(wiring, account);
  await expect.poll(types, { timeout: 15_000 }).toEqual(['invoice.issued']);
  for (const message of receiver.taken) receiver.verify(message, secret);

  receiver.answer = refuse(503);
  await call('POST', '/webhookEndpoints/books/test');
  await expect.poll(() => receiver.received.length, { timeout: 15_000 }).toBe(2);
  receiver.answer = take;
  // The first wait of the schedule is five seconds.
  await expect.poll(types, { timeout: 20_000 }).toEqual(['invoice.issued', 'ping']);
}, 60_000);
