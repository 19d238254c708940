import { get, type IncomingMessage } from 'node:http';
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { forgetEvents } from '../../src/app/events/forget-events.ts';
import { newId } from '../../src/db/new-id.ts';
import { writeCursor } from '../../src/http/routes/events/event-cursor.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { OWN } from '../support/paying.ts';
import { anAccount, aPerson, aRole, bearer, type TestPerson } from '../support/people.ts';
import { webhookServer } from './webhook-server.ts';

const server = await webhookServer();
const { wiring, app, base, account, owner, sandbox, pay, call, publish } = server;
const { db, pool } = wiring.database;

interface FeedPage {
  readonly value: { id: string; type: string; data: Record<string, unknown> }[];
  readonly cursor: string;
  readonly hasMore: boolean;
}

const feed = async (query = '', as: TestPerson = owner): Promise<FeedPage> =>
  (await call('GET', `/events?${query}`, { as })).json();
const idsOf = ({ value }: FeedPage): string[] => value.map(({ id }) => id);

let start = '';
let address = '';
beforeAll(async () => {
  address = await app.listen({ host: '127.0.0.1', port: 0 });
});
beforeEach(async () => {
  // Until nothing of before is hidden by a transaction somewhere in the cluster.
  await expect.poll(hiddenEvents, { timeout: 10_000 }).toBe(0);
  start = (await feed('cursor=now')).cursor;
});

async function hiddenEvents(): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    'select count(*)::int as n from outbox_event where xid >= pg_snapshot_xmin(pg_current_snapshot())',
  );
  return rows[0]?.n ?? 0;
}

/** Reads on until so many events have come. */
async function readAll(count: number, query: string, from = start): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor = from; ids.length < count; ) {
    const page = await feed(`cursor=${cursor}&wait=5&${query}`);
    ids.push(...idsOf(page));
    cursor = page.cursor;
  }
  return ids;
}

describe('the events feed', () => {
  it('tells what webhooks tell, in the order of commits, with resources as the API shows them', async () => {
    const invoice = await anInvoice(wiring, account, { amountMinor: 70_00n });
    await pay(invoice, await aCard(wiring, sandbox, owner));
    await expect.poll(hiddenEvents, { timeout: 10_000 }).toBe(0);
    const page = await feed(`cursor=${start}`);
    expect(page.value.map(({ type }) => type)).toEqual([
      'invoice.issued',
      'payment.started',
      'payment.succeeded',
      'invoice.paid',
    ]);
    expect(page.hasMore).toBe(false);
    const profile = (await call('GET', '/billingProfiles')).json().value[0];
    expect(page.value[3]?.data).toMatchObject({
      billingAccountId: base,
      billingProfileIds: [profile.id],
      invoice: { name: invoice, properties: { status: 'Paid', billingProfileId: profile.id } },
    });
    expect(idsOf(await feed(`cursor=${page.cursor}`))).toEqual([]);
  });

  it('goes on exactly where a cursor says, whatever the size of a page', async () => {
    const sent: string[] = [];
    for (let index = 0; index < 23; index += 1) sent.push(await publish('payment.declined'));
    for (const top of [1, 7, 23, 100]) expect(await readAll(23, `top=${top}`)).toEqual(sent);
  });

  it('cuts even an event about many invoices where a page ends', async () => {
    const names = await Promise.all(Array.from({ length: 5 }, () => anInvoice(wiring, account)));
    await expect.poll(hiddenEvents, { timeout: 10_000 }).toBe(0);
    start = (await feed('cursor=now')).cursor;
    await publish('invoice.voided', { invoiceNames: names });
    const ids = await readAll(5, 'top=2');
    expect(new Set(ids).size).toBe(5);
    expect(await readAll(5, 'top=3')).toEqual(ids);
  });

  it('tells only the types that were asked for, and invoice.paid though nothing else of the payment', async () => {
    const invoice = await anInvoice(wiring, account);
    await pay(invoice, await aCard(wiring, sandbox, owner));
    const page = await feed(`cursor=${start}&types=invoice.paid,refund.failed&wait=5`);
    expect(page.value.map(({ type }) => type)).toEqual(['invoice.paid']);
    expect((await call('GET', '/events?types=invoice.payed')).json().error).toMatchObject({
      code: 'UnknownEventType',
      target: 'types',
    });
  });

  it('never skips an event that commits after a later one', async () => {
    const slow = await pool.connect();
    const slowId = newId();
    let quick: string;
    try {
      await slow.query('begin');
      await slow.query(
        `insert into outbox_event (billing_account_id, event_id, type, facts, created_at) values ($1, $2, 'payment.declined', $3, now())`,
        [account.billingAccountId, slowId, JSON.stringify({ billingProfileIds: [account.billingProfileId] })],
      );
      quick = await publish('payment.canceled');
      const meanwhile = await feed(`cursor=${start}`);
      expect(idsOf(meanwhile)).toEqual([]);
      start = meanwhile.cursor;
      await slow.query('commit');
    } finally {
      slow.release();
    }
    expect((await readAll(2, '')).sort()).toEqual([slowId, quick].sort());
  });

  it('tells a profile’s reader nothing of the account’s other profiles, nor of the account as a whole', async () => {
    const manager = await aPerson(wiring);
    await aRole(wiring, account, manager, 'Invoice manager', { onProfile: true });
    await publish('payment.declined', {}, { ...account, billingProfileId: newId() });
    await publish('payment.declined', { billingProfileIds: [account.billingProfileId, newId()] });
    await publish('webhookEndpoint.disabled', { billingProfileIds: [] });
    const own = await publish('payment.canceled');
    await expect.poll(hiddenEvents, { timeout: 10_000 }).toBe(0);
    expect(idsOf(await feed(`cursor=${start}`))).toHaveLength(4);
    expect(idsOf(await feed(`cursor=${start}`, manager))).toEqual([own]);
    const sectionReader = await aPerson(wiring);
    await aRole(wiring, account, sectionReader, 'Invoice section reader');
    expect(idsOf(await feed(`cursor=${start}`, sectionReader))).toEqual([]);
  });

  it('tells nothing of another account', async () => {
    const stranger = await aPerson(wiring);
    const other = await anAccount(wiring, stranger);
    const theirs = await publish('payment.declined', {}, other);
    await expect.poll(hiddenEvents, { timeout: 10_000 }).toBe(0);
    expect(idsOf(await feed(`cursor=${start}`))).not.toContain(theirs);
    expect((await call('GET', '/events', { as: stranger })).json().error.code).toBe('BillingAccountNotFound');
  });

  it('answers a long poll as soon as something happens, and with nothing when its time is up', async () => {
    const waiting = feed(`cursor=${start}&wait=25`);
    const id = await publish('payment.declined');
    wiring.outboxSignal.notify();
    expect(idsOf(await waiting)).toEqual([id]);
    const later = await feed('cursor=now');
    const idle = await feed(`cursor=${later.cursor}&wait=1`);
    expect(idle).toMatchObject({ value: [], hasMore: false });
    expect((await call('GET', '/events?wait=31')).statusCode).toBe(400);
  });

  it('holds twenty waiting requests of one person and no more, whoever else waits', async () => {
    const [greedy, other] = [await aPerson(wiring), await aPerson(wiring)];
    for (const person of [greedy, other]) await aRole(wiring, account, person, 'Billing account reader');
    const { cursor } = await feed('cursor=now');
    const held = Array.from({ length: 21 }, () => call('GET', `/events?cursor=${cursor}&wait=25`, { as: greedy }));
    // The one that is refused is answered at once, while the others still wait.
    const refused = await Promise.race(held);
    expect(refused.statusCode).toBe(503);
    expect(refused.headers['retry-after']).toBe('10');
    const others = call('GET', `/events?cursor=${cursor}&wait=25`, { as: other });
    const id = await publish('payment.declined');
    expect(idsOf((await others).json())).toEqual([id]);
    const statuses = (await Promise.all(held)).map(({ statusCode }) => statusCode);
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect((await call('GET', `/events?cursor=${cursor}&wait=1`, { as: greedy })).statusCode).toBe(200);
  });

  it('refuses a cursor of its own making, and one from before what is kept with what to do', async () => {
    for (const cursor of ['nonsense', Buffer.from('[1,2,3,4]').toString('base64url')])
      expect((await call('GET', `/events?cursor=${cursor}`)).json().error.code).toBe('InvalidEventCursor');
    const place = { xid: '1', eventId: newId(), part: 0 };
    const old = await call('GET', `/events?cursor=${writeCursor(place, new Date(Date.now() - 31 * 86_400_000))}`);
    expect(old.statusCode).toBe(410);
    expect(old.json().error.code).toBe('EventCursorExpired');
    expect(old.json().error.message).toContain('start without a cursor');
  });
});

interface Stream {
  readonly messages: { id: string; event: string; data: { id: string } }[];
  readonly contentType: string | undefined;
}

describe('as server-sent events', () => {
  const open: IncomingMessage[] = [];
  afterEach(() => {
    for (const response of open.splice(0)) response.destroy();
  });

  async function listen(cursor: string, headers: Record<string, string> = {}): Promise<Stream> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const all = { ...bearer(owner), accept: 'text/event-stream', ...headers };
      get(`${address}${base}/events?${OWN}&cursor=${cursor}`, { headers: all }, resolve).on('error', reject);
    });
    open.push(response);
    const messages: Stream['messages'] = [];
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => {
      const blocks = (text + chunk).split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const [, id, event, data] = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(block) ?? [];
        if (id !== undefined) messages.push({ id, event: event ?? '', data: JSON.parse(data ?? '') });
      }
    });
    response.on('error', () => undefined);
    return { messages, contentType: response.headers['content-type'] };
  }

  it('tells what was missed and what comes, and goes on after the last event that was seen', async () => {
    const missed = await publish('payment.declined');
    await expect.poll(hiddenEvents, { timeout: 10_000 }).toBe(0);
    const first = await listen(start);
    expect(first.contentType).toBe('text/event-stream; charset=utf-8');
    const live = await publish('payment.canceled');
    await expect.poll(() => first.messages.map(({ data }) => data.id), { timeout: 5_000 }).toEqual([missed, live]);
    expect(first.messages[1]?.event).toBe('payment.canceled');
    const again = await listen(start, { 'last-event-id': first.messages[0]?.id ?? '' });
    await expect.poll(() => again.messages.map(({ data }) => data.id), { timeout: 5_000 }).toEqual([live]);
  });
});

describe('what is old', () => {
  it('is forgotten after thirty days, but not before its readers have passed it', async () => {
    const old = new Date(Date.now() - 40 * 86_400_000);
    const write = async (created_at: Date) => {
      const event_id = newId();
      const own = { billing_account_id: account.billingAccountId, event_id, type: 'payment.declined', created_at };
      await db
        .insertInto('outbox_event')
        .values({ ...own, facts: '{}' })
        .execute();
      return event_id;
    };
    const [passed, recent] = [await write(old), await write(new Date())];
    await server.work();
    await db.deleteFrom('outbox_reader').where('name', '<>', 'webhooks').execute();
    const unread = await write(old);
    onTestFinished(async () => void (await db.deleteFrom('outbox_event').where('event_id', '=', unread).execute()));
    expect((await forgetEvents(db, new Date())).outbox).toBe(1);
    const left = await db.selectFrom('outbox_event').select('event_id').execute();
    expect(left.map(({ event_id }) => event_id)).toEqual(expect.arrayContaining([recent, unread]));
    expect(left.map(({ event_id }) => event_id)).not.toContain(passed);
  });

  it('is forgotten of the gateway after ninety days, when it was worked off', async () => {
    const old = new Date(Date.now() - 100 * 86_400_000);
    const event = (event_id: string, processed_at: Date | null) => ({
      gateway: 'stripe',
      event_id,
      type: 'payment_intent.succeeded',
      payload: '{}',
      received_at: old,
      processed_at,
      next_try_at: new Date(Date.now() + 86_400_000),
    });
    await db
      .insertInto('gateway_event')
      .values([event('evt_done', old), event('evt_waiting', null), event('evt_recent', new Date())])
      .execute();
    expect((await forgetEvents(db, new Date())).gateway).toBe(1);
    const left = await db.selectFrom('gateway_event').select('event_id').orderBy('event_id').execute();
    expect(left.map(({ event_id }) => event_id)).toEqual(['evt_recent', 'evt_waiting']);
  });
});
