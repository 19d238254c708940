import { beforeEach, describe, expect, it } from 'vitest';
import { webhookDeliveries } from '../../src/app/webhooks/deliver-webhooks.ts';
import { fanOutEvents } from '../../src/app/webhooks/fan-out-events.ts';
import { secretBox } from '../../src/app/webhooks/secrets.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { aReceiver, refuse, take } from './receiver.ts';
import { webhookServer } from './webhook-server.ts';

const server = await webhookServer();
const { wiring, sandbox, owner, account, pay, call, endpoint, work, send, clock, pass, publish } = server;

const deliveriesOf = async (name: string) => (await call('GET', `/webhookEndpoints/${name}/deliveries`)).json().value;

beforeEach(async () => {
  // Each test has its own endpoints.
  for (const { name } of (await call('GET', '/webhookEndpoints')).json().value)
    await call('DELETE', `/webhookEndpoints/${name}`);
  await work();
});

describe('a webhook', () => {
  it('tells of an invoice that is issued and paid, signed as Standard Webhooks says', async () => {
    const receiver = await aReceiver();
    const secret = await endpoint('books', receiver);
    const invoice = await anInvoice(wiring, account, { amountMinor: 1234_56n });
    const paid = await pay(invoice, await aCard(wiring, sandbox, owner));
    await work();
    expect(receiver.taken.map(({ event }) => event.type)).toEqual([
      'invoice.issued',
      'payment.started',
      'payment.succeeded',
      'invoice.paid',
    ]);
    for (const message of receiver.taken) {
      expect(receiver.verify(message, secret)).toEqual(message.event);
      expect(message.headers['webhook-id']).toBe(message.event.id);
    }
    const [, , succeeded, invoicePaid] = receiver.taken.map(({ event }) => event.data);
    expect(succeeded).toMatchObject({
      billingAccountId: server.base,
      payment: {
        name: paid.json().name,
        properties: { outcome: 'succeeded', amount: { currency: 'NOK', value: 1234.56 } },
      },
    });
    expect(invoicePaid).toMatchObject({
      invoice: {
        id: `${server.base}/invoices/${invoice}`,
        properties: { status: 'Paid', totalAmount: { currency: 'NOK', value: 1234.56 }, amountDue: { value: 0 } },
      },
    });
  });

  it('says invoice.paid once, with the payment that settled the last of it', async () => {
    const receiver = await aReceiver();
    await endpoint('books', receiver, { eventTypes: ['invoice.paid'] });
    const invoice = await anInvoice(wiring, account, { amountMinor: 500_00n });
    const card = await aCard(wiring, sandbox, owner);
    await pay(invoice, card, { amount: { currency: 'NOK', value: 200 } });
    const last = await pay(invoice, card);
    await work();
    expect(receiver.taken.map(({ event }) => (event.data.payment as unknown as { name: string }).name)).toEqual([
      last.json().name,
    ]);
  });

  it('tells of a credit note and of the invoice that it credits, and of several that are void one by one', async () => {
    const receiver = await aReceiver();
    await endpoint('books', receiver, { eventTypes: ['invoice.credited', 'invoice.voided'] });
    const names = [await anInvoice(wiring, account), await anInvoice(wiring, account)];
    await publish('invoice.credited', { invoiceNames: names });
    await publish('invoice.voided', { invoiceNames: names });
    await work();
    const shown = receiver.taken.map(({ event }) => [
      event.type,
      (event.data.invoice as unknown as { name: string }).name,
      (event.data.relatedInvoices as unknown as { name: string }[] | undefined)?.map(({ name }) => name),
    ]);
    expect(shown).toEqual([
      ['invoice.credited', names[0], [names[1]]],
      ['invoice.voided', names[0], undefined],
      ['invoice.voided', names[1], undefined],
    ]);
  });

  it('tells only what the endpoint asked for, nothing from before its time, and nothing that is not published', async () => {
    await publish('invoice.voided');
    await work();
    await publish('payment.declined');
    const receiver = await aReceiver();
    await endpoint('books', receiver, { eventTypes: ['refund.failed', 'dispute.opened'] });
    for (const type of ['refund.failed', 'refund.succeeded', 'dispute.opened', 'something.inside']) await publish(type);
    await work();
    expect(receiver.taken.map(({ event }) => event.type)).toEqual(['refund.failed', 'dispute.opened']);
  });

  it('is signed with the new secret and the one before for a day after rotation, then with the new one alone', async () => {
    const receiver = await aReceiver();
    const before = await endpoint('books', receiver);
    const rotated = await call('POST', '/webhookEndpoints/books/rotateSecret');
    const { secret: after, previousSecretExpiresAt } = rotated.json().properties;
    expect(after).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(Date.parse(previousSecretExpiresAt)).toBeGreaterThan(Date.now());
    await publish('payment.declined');
    await work();
    const [first] = receiver.taken;
    for (const secret of [before, after]) expect(() => receiver.verify(first as never, secret)).not.toThrow();

    pass(24 * 3_600 + 60);
    await publish('payment.declined');
    await work();
    const signatures = receiver.taken.at(-1)?.headers['webhook-signature'] ?? '';
    expect(signatures.split(' ')).toHaveLength(1);
    pass(-(24 * 3_600 + 60));
  });

  it('is signed with the secret that the receiver has, however often a rotation was repeated', async () => {
    const receiver = await aReceiver();
    const before = await endpoint('books', receiver);
    for (let round = 0; round < 3; round += 1) await call('POST', '/webhookEndpoints/books/rotateSecret');
    await publish('payment.declined');
    await work();
    expect(() => receiver.verify(receiver.taken[0] as never, before)).not.toThrow();
  });

  it('is not good for anybody else’s secret, nor with another body, nor at another time', async () => {
    const receiver = await aReceiver();
    const secret = await endpoint('books', receiver);
    const others = await endpoint('others', await aReceiver());
    await publish('payment.declined');
    await work();
    const message = receiver.taken[0] as NonNullable<(typeof receiver.taken)[0]>;
    const old = String(Number(message.headers['webhook-timestamp']) - 1);
    expect(() => receiver.verify(message, others)).toThrow('No matching signature');
    expect(() => receiver.verify({ ...message, body: message.body.replace('declined', 'declinee') }, secret)).toThrow();
    const headers = { ...message.headers, 'webhook-timestamp': old };
    expect(() => receiver.verify({ ...message, headers }, secret)).toThrow();
  });
});

describe('a receiver', () => {
  it('that was down for a while gets everything, in order, each taken once', async () => {
    const receiver = await aReceiver();
    await endpoint('books', receiver);
    receiver.answer = refuse(503);
    const sent: string[] = [];
    for (let index = 0; index < 6; index += 1) sent.push(await publish('payment.declined'));
    await work();
    // Those behind wait: they would only find it down too.
    expect(receiver.received).toHaveLength(1);
    pass(10);
    await work();
    expect(receiver.received).toHaveLength(2);
    sent.push(await publish('payment.canceled'));
    receiver.answer = take;
    pass(60);
    await work();
    expect(receiver.taken.map(({ event }) => event.id)).toEqual(sent);
    expect(
      (await deliveriesOf('books')).map(({ properties }: { properties: { state: string } }) => properties.state),
    ).toEqual(sent.map(() => 'delivered'));
  });

  it('that refuses one message gets the others meanwhile, and that one again later', async () => {
    const receiver = await aReceiver();
    await endpoint('books', receiver);
    const [bad, good] = [await publish('payment.declined'), await publish('payment.canceled')];
    receiver.answer = (message, response) =>
      message.event.id === bad ? void response.writeHead(422).end('unknown payment') : take(message, response);
    await work();
    expect(receiver.taken.map(({ event }) => event.id)).toEqual([good]);
    receiver.answer = take;
    pass(10);
    await work();
    expect(receiver.taken.map(({ event }) => event.id)).toEqual([good, bad]);
  });

  it('that is slow does not delay another', async () => {
    const [slow, quick] = [await aReceiver(), await aReceiver()];
    const held = Promise.withResolvers<void>();
    slow.answer = async (message, response) => {
      await held.promise;
      take(message, response);
    };
    await endpoint('slow', slow);
    await endpoint('quick', quick);
    for (let index = 0; index < 3; index += 1) await publish('payment.declined');
    const working = work();
    await expect.poll(() => quick.taken.length, { timeout: 5_000 }).toBe(3);
    expect(slow.taken).toHaveLength(0);
    // What happens while the slow one is waited for goes out too.
    await publish('payment.canceled');
    await work();
    await expect.poll(() => quick.taken.length, { timeout: 5_000 }).toBe(4);
    expect(slow.received).toHaveLength(1);
    held.resolve();
    await working;
    await send();
    expect(slow.taken).toHaveLength(4);
  });

  it('that answers 410 is sent nothing more, which the activity log and the feed say', async () => {
    const receiver = await aReceiver();
    receiver.answer = refuse(410);
    await endpoint('books', receiver);
    await publish('payment.declined');
    await publish('payment.declined');
    await work();
    expect(receiver.received).toHaveLength(1);
    expect((await call('GET', '/webhookEndpoints/books')).json().properties).toMatchObject({
      isEnabled: false,
      disabledReason: 'gone',
    });
    expect((await call('GET', '/activityLog')).json().value[0]).toMatchObject({
      action: 'webhookEndpoint.disable',
      actor: 'Betalt',
      facts: { reason: 'gone' },
    });
    const { value } = (await call('GET', '/events?types=webhookEndpoint.disabled')).json();
    expect(value.at(-1).data).toMatchObject({ webhookEndpointName: 'books' });
    await publish('payment.declined');
    await work();
    expect(receiver.received).toHaveLength(1);
  });

  it('that takes nothing for three days is switched off; switched on again it gets what waits', async () => {
    const receiver = await aReceiver();
    receiver.answer = refuse(500);
    await endpoint('books', receiver);
    const [first, second] = [await publish('payment.declined'), await publish('payment.canceled')];
    const start = Date.now();
    let now = start;
    let tries = 0;
    for (let due = await work(); due !== null; due = await send()) {
      tries += 1;
      pass((due.getTime() - now) / 1_000 + 1);
      now = due.getTime() + 1_000;
    }
    expect(tries).toBe(14);
    const days = (now - start) / 86_400_000;
    expect(days).toBeGreaterThanOrEqual(3);
    expect(days).toBeLessThan(3.4);
    expect((await call('GET', '/webhookEndpoints/books')).json().properties).toMatchObject({
      isEnabled: false,
      disabledReason: 'failing',
    });
    expect(receiver.received.every(({ event }) => event.id === first)).toBe(true);

    receiver.answer = take;
    await call('PUT', '/webhookEndpoints/books', { payload: { properties: { url: receiver.url } } });
    await send();
    expect(receiver.taken.map(({ event }) => event.id)).toEqual([second]);
    pass((start - now) / 1_000);
  });

  it('that answers with a redirect is not followed', async () => {
    const [receiver, elsewhere] = [await aReceiver(), await aReceiver()];
    receiver.answer = refuse(307, { location: elsewhere.url });
    await endpoint('books', receiver);
    await publish('payment.declined');
    await work();
    expect(receiver.received).toHaveLength(1);
    expect(elsewhere.received).toHaveLength(0);
    expect((await deliveriesOf('books'))[0].properties).toMatchObject({ state: 'pending', lastTry: { status: 307 } });
  });

  it('that answers at length is kept of only what the log shows', async () => {
    const receiver = await aReceiver();
    receiver.answer = (_message, response) => void response.writeHead(200).end('\0' + 'å'.repeat(2_000_000));
    await endpoint('books', receiver);
    await publish('payment.declined');
    await work();
    const [{ properties }] = await deliveriesOf('books');
    expect(properties.state).toBe('delivered');
    expect(Buffer.byteLength(properties.lastTry.response)).toBeLessThan(1_030);
  });
});

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
    const [{ name }] = await deliveriesOf('books');
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
  expect((await deliveriesOf('books'))[0].properties.lastTry.error).toContain('BETALT_SESSION_SECRET');
});
