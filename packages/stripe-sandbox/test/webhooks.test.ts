import { Stripe } from 'stripe';
import { afterEach, describe, expect, it } from 'vitest';
import { cardMethod, challenge, charged, refusalOf } from './support/payments.ts';
import { startProcess } from './support/process.ts';
import { type Receiver, startReceiver } from './support/receiver.ts';
import { control, eventually, newFolder, type RunningSandbox, sdkFor, startSandbox } from './support/sandbox.ts';

const SECRET = 'whsec_test_secret';
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

async function startBoth(): Promise<{ sandbox: RunningSandbox; receiver: Receiver }> {
  const receiver = await startReceiver();
  const sandbox = await startSandbox({ webhook: { url: receiver.url, secret: SECRET } });
  closing.push(sandbox, receiver);
  return { sandbox, receiver };
}

function types(receiver: Receiver): string[] {
  return receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type);
}

describe('webhooks', () => {
  it('are signed so that the official SDK takes them, and nothing else', async () => {
    const { sandbox, receiver } = await startBoth();
    await charged(sandbox, 'pm_card_visa');
    await eventually(() => (types(receiver).includes('payment_intent.succeeded') ? true : undefined));
    for (const { body, signature } of receiver.received) {
      const event = sandbox.stripe.webhooks.constructEvent(body, signature, SECRET);
      expect(event).toMatchObject({ object: 'event', api_version: '2026-10-28.endive', pending_webhooks: 1 });
      expect(() => sandbox.stripe.webhooks.constructEvent(body, signature, 'whsec_other')).toThrow(
        Stripe.errors.StripeSignatureVerificationError,
      );
      expect(() => sandbox.stripe.webhooks.constructEvent(`${body} `, signature, SECRET)).toThrow(
        Stripe.errors.StripeSignatureVerificationError,
      );
    }
  });

  it('tell a payment, a decline, a challenge, a refund and a saved card in Stripe’s words', async () => {
    const { sandbox, receiver } = await startBoth();
    const { stripe } = sandbox;
    const customer = await stripe.customers.create();
    const paid = await charged(sandbox, 'pm_card_visa');
    await refusalOf(charged(sandbox, 'pm_card_visa_chargeDeclined'));
    await charged(sandbox, 'pm_card_authenticationRequired');
    await stripe.refunds.create({ payment_intent: paid.id });
    const setup = await stripe.setupIntents.create({ customer: customer.id, allowed_payment_method_types: ['card'] });
    await stripe.setupIntents.confirm(setup.id, { payment_method: 'pm_card_visa' });
    const canceled = await stripe.paymentIntents.create({ amount: 500, currency: 'usd' });
    await stripe.paymentIntents.cancel(canceled.id);
    const expected = [
      'customer.created',
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
      'charge.failed',
      'payment_intent.payment_failed',
      'payment_intent.requires_action',
      'refund.created',
      'charge.refunded',
      'setup_intent.created',
      'payment_method.attached',
      'setup_intent.succeeded',
      'payment_intent.canceled',
    ];
    await eventually(() => (expected.every((type) => types(receiver).includes(type)) ? true : undefined));
  });

  it('come after the answer, and the events list has what was sent', async () => {
    const { sandbox, receiver } = await startBoth();
    const intent = await charged(sandbox, 'pm_card_visa');
    await eventually(() => (receiver.received.length >= 3 ? true : undefined));
    const { data } = await sandbox.stripe.events.list({ type: 'payment_intent.succeeded' });
    expect(data[0]?.data.object).toMatchObject({ id: intent.id, status: 'succeeded' });
    const sent = receiver.received.map(({ body }) => (JSON.parse(body) as { id: string }).id);
    expect(sent).toContain(data[0]?.id);
  });

  it('are tried again until the receiver takes them', async () => {
    const { sandbox, receiver } = await startBoth();
    receiver.answerWith(500, 2);
    await sandbox.stripe.customers.create();
    await eventually(() => (receiver.received.length === 3 ? true : undefined), 8_000);
    const bodies = new Set(receiver.received.map(({ body }) => body));
    expect(bodies.size).toBe(1);
    const log = await eventually(async () => {
      const { data } = (await (await control(sandbox.url, 'GET', 'webhooks')).json()) as { data: { state: string }[] };
      return data[0]?.state === 'delivered' ? data : undefined;
    });
    expect(log).toMatchObject([{ attempts: 3, last_status: 200, event_type: 'customer.created' }]);
  });

  it('outlive a kill of the sandbox and come after its restart', async () => {
    const receiver = await startReceiver();
    closing.push(receiver);
    receiver.answerWith(503, 1_000);
    const environment = {
      SANDBOX_DATA_DIR: newFolder(),
      SANDBOX_WEBHOOK_URL: receiver.url,
      SANDBOX_WEBHOOK_SECRET: SECRET,
    };
    const first = await startProcess(environment);
    const customer = await sdkFor(first.port).customers.create();
    await first.kill('SIGKILL');
    receiver.answerWith(200, 0);
    const before = receiver.received.length;
    const second = await startProcess(environment);
    const delivered = await eventually(() => receiver.received[before], 8_000);
    expect(JSON.parse(delivered.body)).toMatchObject({
      type: 'customer.created',
      data: { object: { id: customer.id } },
    });
    await second.kill('SIGTERM');
  });

  it('are all in the log, which pages backwards', async () => {
    const { sandbox, receiver } = await startBoth();
    for (let turn = 0; turn < 5; turn += 1) await sandbox.stripe.customers.create();
    await eventually(() => (receiver.received.length === 5 ? true : undefined));
    const look = async (path: string): Promise<number[]> => {
      const { data } = (await (await control(sandbox.url, 'GET', path)).json()) as { data: { id: number }[] };
      return data.map(({ id }) => id);
    };
    const first = await look('webhooks?limit=3');
    const rest = await look(`webhooks?limit=3&before=${first.at(-1)}`);
    expect([...first, ...rest]).toEqual(await look('webhooks'));
    expect(rest).toHaveLength(2);
  });

  it('of an endpoint made through the API carry only the types it asked for, signed with its own secret', async () => {
    const { sandbox, receiver } = await startBoth();
    const other = await startReceiver();
    closing.push(other);
    const endpoint = await sandbox.stripe.webhookEndpoints.create({
      url: other.url,
      enabled_events: ['customer.created'],
    });
    expect(endpoint.secret).toMatch(/^whsec_/);
    expect((await sandbox.stripe.webhookEndpoints.retrieve(endpoint.id)).secret).toBeUndefined();
    await sandbox.stripe.paymentIntents.create({ amount: 500, currency: 'usd' });
    await sandbox.stripe.customers.create();
    const [got] = await eventually(() => (other.received.length > 0 ? other.received : undefined));
    expect(
      sandbox.stripe.webhooks.constructEvent(got?.body ?? '', got?.signature ?? '', endpoint.secret ?? '').type,
    ).toBe('customer.created');
    await eventually(() => (receiver.received.length >= 2 ? true : undefined));
    expect(other.received).toHaveLength(1);
    await sandbox.stripe.webhookEndpoints.del(endpoint.id);
    expect((await sandbox.stripe.webhookEndpoints.list()).data.map(({ id }) => id)).not.toContain(endpoint.id);
  });
});

describe('a webhook fault', () => {
  it('lost: the event is in the list and is never delivered', async () => {
    const { sandbox, receiver } = await startBoth();
    await control(sandbox.url, 'POST', 'faults', {
      match: { type: 'payment_intent.succeeded' },
      webhook: 'lost',
      times: 1,
    });
    await charged(sandbox, 'pm_card_visa');
    await charged(sandbox, 'pm_card_visa');
    await eventually(() =>
      types(receiver).filter((type) => type === 'charge.succeeded').length === 2 ? true : undefined,
    );
    await eventually(() => (types(receiver).includes('payment_intent.succeeded') ? true : undefined));
    expect(types(receiver).filter((type) => type === 'payment_intent.succeeded')).toHaveLength(1);
    expect((await sandbox.stripe.events.list({ type: 'payment_intent.succeeded' })).data).toHaveLength(2);
  });

  it('late: it comes after the delay', async () => {
    const { sandbox, receiver } = await startBoth();
    await control(sandbox.url, 'POST', 'faults', { match: { type: 'customer.*' }, webhook: 'late', delayMs: 400 });
    const asked = Date.now();
    await sandbox.stripe.customers.create();
    await eventually(() => receiver.received[0]);
    expect(Date.now() - asked).toBeGreaterThanOrEqual(400);
  });

  it('twice: the same event comes two times', async () => {
    const { sandbox, receiver } = await startBoth();
    await control(sandbox.url, 'POST', 'faults', { webhook: 'twice' });
    await sandbox.stripe.customers.create();
    await eventually(() => (receiver.received.length === 2 ? true : undefined));
    expect(receiver.received[0]?.body).toBe(receiver.received[1]?.body);
  });

  it('repeated: the same event comes as often as asked, and the next one once', async () => {
    const { sandbox, receiver } = await startBoth();
    await control(sandbox.url, 'POST', 'faults', { webhook: 'repeated', copies: 25 });
    await sandbox.stripe.customers.create();
    await eventually(() => (receiver.received.length === 25 ? true : undefined));
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    await sandbox.stripe.customers.create();
    await eventually(() => (receiver.received.length > 25 ? true : undefined));
    expect(receiver.received).toHaveLength(26);
  });

  it.each(['stale', 'forged'])('%s: it comes once, so that its receiver refuses it', async (webhook) => {
    const { sandbox, receiver } = await startBoth();
    await control(sandbox.url, 'POST', 'faults', { match: { type: 'customer.created' }, webhook });
    receiver.answerWith(400, 1);
    await sandbox.stripe.customers.create();
    const { body, signature } = await eventually(() => receiver.received[0]);
    expect(() => sandbox.stripe.webhooks.constructEvent(body, signature, SECRET)).toThrow(
      Stripe.errors.StripeSignatureVerificationError,
    );
    // Only its age is wrong: with enough tolerance it is good, which no forged one ever is.
    const judge = () => sandbox.stripe.webhooks.constructEvent(body, signature, SECRET, 700);
    if (webhook === 'stale') expect(judge().type).toBe('customer.created');
    else expect(judge).toThrow(Stripe.errors.StripeSignatureVerificationError);
    const log = await eventually(async () => {
      const answer = await control(sandbox.url, 'GET', 'webhooks?limit=1');
      const { data } = (await answer.json()) as { data: { state: string }[] };
      return data[0]?.state === 'given_up' ? data : undefined;
    });
    expect(log).toMatchObject([{ bent: webhook, attempts: 1, last_status: 400 }]);
    await sandbox.stripe.customers.create();
    const next = await eventually(() => receiver.received[1]);
    expect(sandbox.stripe.webhooks.constructEvent(next.body, next.signature, SECRET).type).toBe('customer.created');
  });

  it('reversed: the events of a payment come last first', async () => {
    const { sandbox, receiver } = await startBoth();
    await control(sandbox.url, 'POST', 'faults', { webhook: 'reversed', times: 3, delayMs: 500 });
    await charged(sandbox, 'pm_card_visa');
    await eventually(() => (receiver.received.length === 3 ? true : undefined));
    expect(types(receiver)).toEqual(['payment_intent.succeeded', 'charge.succeeded', 'payment_intent.created']);
  });

  it('a dispute and its verdict are told', async () => {
    const { sandbox, receiver } = await startBoth();
    const intent = await charged(sandbox, (await cardMethod(sandbox, '4000000000000259')).id);
    const dispute = await eventually(
      async () => (await sandbox.stripe.disputes.list({ payment_intent: intent.id })).data[0],
    );
    await sandbox.stripe.disputes.close(dispute.id);
    const expected = ['charge.dispute.created', 'charge.dispute.funds_withdrawn', 'charge.dispute.closed'];
    await eventually(() => (expected.every((type) => types(receiver).includes(type)) ? true : undefined));
  });

  it('a challenge that is answered is told', async () => {
    const { sandbox, receiver } = await startBoth();
    const intent = await charged(sandbox, 'pm_card_authenticationRequired');
    await challenge(sandbox, intent.client_secret, 'complete');
    await eventually(() => (types(receiver).includes('payment_intent.succeeded') ? true : undefined));
  });
});
