import { get, type IncomingMessage } from 'node:http';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../src/db/new-id.ts';
import { anAccount, aPerson, aRole, bearer, type TestAccount, type TestPerson } from '../../support/people.ts';
import { testServer } from '../../support/test-server.ts';

const { app, wiring } = await testServer();
let address = '';
const open: Stream[] = [];

beforeAll(async () => {
  address = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});

interface Stream {
  readonly events: { id: string; type: string; invoiceNames: string[]; billingAccountName: string }[];
  readonly status: number | undefined;
  close(): void;
}

/** A browser's EventSource, as far as these tests look at it. */
async function listen(person: TestPerson, headers: Record<string, string> = {}): Promise<Stream> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${address}/api/live`, { headers: { ...bearer(person), ...headers } }, resolve).on('error', reject);
  });
  const events: Stream['events'] = [];
  let text = '';
  response.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const messages = text.split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      const [, id, data] = /^id: (.*)\ndata: (.*)$/.exec(message) ?? [];
      if (id === undefined || data === undefined) continue;
      const event = { id, ...JSON.parse(data) };
      // Opening the account is an event too, and may come after the listening began.
      if (event.type === 'invoice.paid') events.push(event);
    }
  });
  response.on('error', () => undefined);
  const stream = { events, status: response.statusCode, close: () => void response.destroy() };
  open.push(stream);
  return stream;
}

async function publish(
  { billingAccountId, billingProfileId }: TestAccount,
  invoiceName: string,
  type = 'invoice.paid',
) {
  await wiring.database.db
    .insertInto('outbox_event')
    .values({
      billing_account_id: billingAccountId,
      event_id: newId(),
      type,
      facts: JSON.stringify({ invoiceNames: [invoiceName], billingProfileIds: [billingProfileId] }),
      created_at: wiring.clock(),
    })
    .execute();
}

describe('the live stream', () => {
  it('tells who may read the invoice, within a second, and at once when this process has committed', async () => {
    const owner = await aPerson(wiring);
    const account = await anAccount(wiring, owner);
    const stream = await listen(owner);
    await publish(account, 'G000000001');
    await expect
      .poll(() => stream.events, { timeout: 1_000, interval: 5 })
      .toMatchObject([{ type: 'invoice.paid', billingAccountName: account.name, invoiceNames: ['G000000001'] }]);
    const before = performance.now();
    await publish(account, 'G000000002');
    wiring.outboxSignal.notify();
    await expect.poll(() => stream.events.length, { timeout: 1_000, interval: 2 }).toBe(2);
    expect(performance.now() - before).toBeLessThan(190);
  });

  it('is open fifty times for one person and no more, whoever else listens', async () => {
    const [greedy, other] = [await aPerson(wiring), await aPerson(wiring)];
    const streams = await Promise.all(Array.from({ length: 50 }, () => listen(greedy)));
    expect(streams.map(({ status }) => status)).not.toContain(503);
    expect((await listen(greedy)).status).toBe(503);
    expect((await listen(other)).status).toBe(200);
    streams[0]?.close();
    await expect.poll(async () => (await listen(greedy)).status).toBe(200);
  });

  it('tells strangers nothing, and a profile’s reader nothing of the account’s other profiles', async () => {
    const [owner, stranger, manager] = [await aPerson(wiring), await aPerson(wiring), await aPerson(wiring)];
    const account = await anAccount(wiring, owner);
    await anAccount(wiring, stranger);
    await aRole(wiring, account, manager, 'Invoice manager', { onProfile: true });
    const [ownersStream, strangersStream, managersStream] = [
      await listen(owner),
      await listen(stranger),
      await listen(manager),
    ];
    await publish({ ...account, billingProfileId: newId() }, 'OF-ANOTHER-PROFILE');
    await publish(account, 'OF-THE-PROFILE');
    await expect.poll(() => ownersStream.events.length, { timeout: 2_000 }).toBe(2);
    await expect
      .poll(() => managersStream.events.map(({ invoiceNames }) => invoiceNames[0]))
      .toEqual(['OF-THE-PROFILE']);
    expect(strangersStream.events).toEqual([]);
  });

  it('goes on after the last event that a browser has seen, each event once and in order', async () => {
    const owner = await aPerson(wiring);
    const account = await anAccount(wiring, owner);
    const first = await listen(owner);
    await publish(account, 'SEEN');
    await expect.poll(() => first.events.length).toBe(1);
    first.close();
    await publish(account, 'MISSED-1');
    await publish(account, 'MISSED-2');
    const second = await listen(owner, { 'last-event-id': first.events[0]?.id ?? '' });
    await publish(account, 'NEW');
    await expect.poll(() => second.events.length, { timeout: 2_000 }).toBe(3);
    expect(second.events.map(({ invoiceNames }) => invoiceNames[0])).toEqual(['MISSED-1', 'MISSED-2', 'NEW']);
  });

  it('never skips an event that commits after a later one', async () => {
    const owner = await aPerson(wiring);
    const account = await anAccount(wiring, owner);
    const stream = await listen(owner);
    const slow = await wiring.database.pool.connect();
    try {
      await slow.query('begin');
      await slow.query(
        `insert into outbox_event (billing_account_id, event_id, type, facts, created_at) values ($1, $2, 'invoice.paid', $3, now())`,
        [
          account.billingAccountId,
          newId(),
          JSON.stringify({ invoiceNames: ['SLOW'], billingProfileIds: [account.billingProfileId] }),
        ],
      );
      await publish(account, 'QUICK');
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(stream.events).toEqual([]);
      await slow.query('commit');
    } finally {
      slow.release();
    }
    await expect.poll(() => stream.events.length, { timeout: 2_000 }).toBe(2);
    expect(stream.events.map(({ invoiceNames }) => invoiceNames[0]).sort()).toEqual(['QUICK', 'SLOW']);
  });

  it('is for those who have signed in', async () => {
    const answer = await app.inject('/api/live');
    expect(answer.statusCode).toBe(401);
  });
});
