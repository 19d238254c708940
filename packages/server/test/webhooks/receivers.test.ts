import { beforeEach, describe, expect, it } from 'vitest';
import { aReceiver, refuse, take } from './receiver.ts';
import { webhookServer } from './webhook-server.ts';

const { call, endpoint, work, send, pass, publish, deliveriesOf, lastDelivery, forgetEndpoints } =
  await webhookServer();

beforeEach(forgetEndpoints);

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
    expect((await lastDelivery('books')).properties).toMatchObject({ state: 'pending', lastTry: { status: 307 } });
  });

  it('that answers at length is kept of only what the log shows', async () => {
    const receiver = await aReceiver();
    receiver.answer = (_message, response) => void response.writeHead(200).end('\0' + 'å'.repeat(2_000_000));
    await endpoint('books', receiver);
    await publish('payment.declined');
    await work();
    const { properties } = await lastDelivery('books');
    expect(properties.state).toBe('delivered');
    expect(Buffer.byteLength(properties.lastTry.response)).toBeLessThan(1_030);
  });
});
