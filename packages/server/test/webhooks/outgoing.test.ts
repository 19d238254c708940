import { beforeEach, describe, expect, it } from 'vitest';
import { aCard, anInvoice } from '../support/payables.ts';
import { aReceiver } from './receiver.ts';
import { webhookServer } from './webhook-server.ts';

const server = await webhookServer();
const { wiring, sandbox, owner, account, pay, call, endpoint, work, pass, publish, forgetEndpoints } = server;

beforeEach(forgetEndpoints);

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
