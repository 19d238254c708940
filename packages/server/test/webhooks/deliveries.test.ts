import { beforeEach, describe, expect, it } from 'vitest';
import { webhookDeliveries } from '../../src/app/webhooks/deliver-webhooks.ts';
import { fanOutEvents } from '../../src/app/webhooks/fan-out-events.ts';
import { secretBox } from '../../src/app/webhooks/secrets.ts';
import { aReceiver, refuse, take } from './receiver.ts';
import { webhookServer } from './webhook-server.ts';

const { wiring, call, endpoint, work, send, clock, pass, publish, deliveriesOf, lastDelivery, forgetEndpoints } =
  await webhookServer();

beforeEach(forgetEndpoints);

describe('an integrator', () => {
  it('tries an endpoint with a ping before anything has happened', async () => {
    const receiver = await aReceiver();
    const secret = await endpoint('books', receiver, { eventTypes: ['invoice.paid'] });
    const queued = await call('POST', '/webhookEndpoints/books/test');
    expect(queued.statusCode).toBe(202);
    await send();
    expect(receiver.taken[0]?.event).toMatchObject({ type: 'ping', data: { webhookEndpointName: 'books' } });
    expect(() => receiver.verify(receiver.taken[0] as never, secret)).not.toThrow();
    const delivery = (await call('GET', `/webhookEndpoints/books/deliveries/${queued.json().name}`)).json();
    expect(delivery.properties).toMatchObject({ state: 'delivered', tries: 1, sequence: 1, lastTry: { status: 204 } });
    expect(JSON.parse(delivery.properties.body)).toEqual(receiver.taken[0]?.event);
  });

  it('has a delivery sent again, the same bytes under the same id', async () => {
    const receiver = await aReceiver();
    await endpoint('books', receiver);
    await publish('payment.declined');
    await work();
    const { name } = await lastDelivery('books');
    expect((await call('POST', `/webhookEndpoints/books/deliveries/${name}/redeliver`)).statusCode).toBe(202);
    await send();
    const [first, again] = receiver.taken;
    expect(again?.body).toBe(first?.body);
    expect(again?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  });

  it('need not wait for the next try of a receiver that is up again: asking by hand sends what waits, in order', async () => {
    const receiver = await aReceiver();
    receiver.answer = refuse(500);
    await endpoint('books', receiver);
    const sent = [await publish('payment.declined'), await publish('payment.canceled')];
    await work();
    receiver.answer = take;
    const ping = (await call('POST', '/webhookEndpoints/books/test')).json().properties.eventId;
    await send();
    expect(receiver.taken.map(({ event }) => event.id)).toEqual([...sent, ping]);
  });

  it('finds failed deliveries by their state, page by page', async () => {
    const receiver = await aReceiver();
    await endpoint('books', receiver);
    receiver.answer = (message, response) =>
      message.event.type === 'payment.declined' ? void response.writeHead(400).end() : take(message, response);
    for (const type of ['payment.declined', 'payment.canceled', 'payment.declined', 'payment.declined'])
      await publish(type);
    await work();
    const page = (await call('GET', '/webhookEndpoints/books/deliveries?state=pending&top=2')).json();
    expect(page.value).toHaveLength(2);
    const next = new URL(page.nextLink);
    const rest = await call(
      'GET',
      `/webhookEndpoints/books/deliveries?${next.searchParams.toString().replace(/api-version=[^&]*&?/, '')}`,
    );
    expect(rest.json().value).toHaveLength(1);
    expect(rest.json()).not.toHaveProperty('nextLink');
  });
});

it('an event that is read twice, because its reader was killed, is delivered once', async () => {
  const receiver = await aReceiver();
  await endpoint('books', receiver);
  const id = await publish('payment.declined');
  await work();
  await wiring.database.db.updateTable('outbox_reader').set({ xid: '0' }).where('name', '=', 'webhooks').execute();
  await work();
  expect(receiver.received.filter(({ event }) => event.id === id)).toHaveLength(1);
});

it('two workers send to one endpoint one at a time, each message once', async () => {
  const receiver = await aReceiver();
  await endpoint('books', receiver);
  let open = 0;
  let most = 0;
  receiver.answer = async (message, response) => {
    open += 1;
    most = Math.max(most, open);
    await new Promise((resolve) => setImmediate(resolve));
    open -= 1;
    take(message, response);
  };
  const sent: string[] = [];
  for (let index = 0; index < 20; index += 1) sent.push(await publish('payment.declined'));
  const other = webhookDeliveries({
    db: wiring.database.db,
    clock,
    secrets: secretBox(wiring.sessionSecret),
    send: wiring.sendWebhook,
  });
  await Promise.all([work(), other.run(), other.run()]);
  await Promise.all([send(), other.run()]);
  expect(receiver.taken.map(({ event }) => event.id)).toEqual(sent);
  expect(most).toBe(1);
});

it('a worker that is killed while it sends gives the endpoint back, and the message comes again under its id', async () => {
  const receiver = await aReceiver();
  await endpoint('books', receiver);
  const sent = [await publish('payment.declined'), await publish('payment.canceled')];
  const dying = webhookDeliveries({
    db: wiring.database.db,
    clock,
    secrets: secretBox(wiring.sessionSecret),
    send: async (message) => {
      await wiring.sendWebhook(message);
      throw new Error('killed');
    },
  });
  const written = async (): Promise<number> => {
    await fanOutEvents({ db: wiring.database.db, pool: wiring.database.pool, clock });
    return (await deliveriesOf('books')).length;
  };
  await expect.poll(written, { timeout: 10_000 }).toBe(2);
  await expect(dying.run()).rejects.toThrow('killed');
  // It has the endpoint still, as far as anybody knows.
  await send();
  expect(receiver.taken.map(({ event }) => event.id)).toEqual(sent.slice(0, 1));
  pass(31);
  await send();
  expect(receiver.taken.map(({ event }) => event.id)).toEqual([sent[0], ...sent]);
  pass(-31);
});

it('a secret that was sealed under another session secret says so in the log, and nothing is sent unsigned', async () => {
  const receiver = await aReceiver();
  await endpoint('books', receiver);
  await call('POST', '/webhookEndpoints/books/test');
  const elsewhere = webhookDeliveries({
    db: wiring.database.db,
    clock,
    secrets: secretBox('the session secret of another machine'),
    send: wiring.sendWebhook,
  });
  await elsewhere.run();
  expect(receiver.received).toHaveLength(0);
  expect((await lastDelivery('books')).properties.lastTry.error).toContain('BETALT_SESSION_SECRET');
});
