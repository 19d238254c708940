import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { charged } from './support/payments.ts';
import { startReceiver } from './support/receiver.ts';
import { control, eventually, newFolder, type RunningSandbox, startSandbox } from './support/sandbox.ts';

const DAY_S = 86_400;

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ laterMs: 3_600_000 });
});
afterAll(() => sandbox.close());

async function nowOf({ url }: RunningSandbox): Promise<number> {
  return ((await (await control(url, 'GET', 'clock')).json()) as { now: number }).now;
}

function advance({ url }: RunningSandbox, advanceSeconds: unknown): Promise<Response> {
  return control(url, 'POST', 'clock', { advanceSeconds });
}

describe('the clock', () => {
  it('dates what is made after it was put forward', async () => {
    const before = await sandbox.stripe.customers.create();
    expect((await advance(sandbox, DAY_S)).status).toBe(200);
    const after = await sandbox.stripe.customers.create();
    expect(after.created - before.created).toBeGreaterThanOrEqual(DAY_S);
    expect(after.created - before.created).toBeLessThan(DAY_S + 60);
  });

  it('brings about what was put off, before it answers', async () => {
    const intent = await charged(sandbox, 'pm_card_createDispute');
    expect((await sandbox.stripe.disputes.list({ payment_intent: intent.id })).data).toEqual([]);
    await advance(sandbox, 3_600);
    expect((await sandbox.stripe.disputes.list({ payment_intent: intent.id })).data).toHaveLength(1);
  });

  it('does not go back when the sandbox starts again', async () => {
    const dataDir = newFolder();
    const first = await startSandbox({ dataDir });
    await advance(first, 30 * DAY_S);
    const then = await nowOf(first);
    await first.close();
    const second = await startSandbox({ dataDir });
    expect(await nowOf(second)).toBeGreaterThanOrEqual(then);
    await second.close();
  });

  it('does not date signatures, which receivers compare with their own time', async () => {
    const receiver = await startReceiver();
    const ahead = await startSandbox({ webhook: { url: receiver.url, secret: 'whsec_x' } });
    await advance(ahead, 2 * DAY_S);
    await ahead.stripe.customers.create();
    const { body, signature } = await eventually(() => receiver.received[0]);
    expect(ahead.stripe.webhooks.constructEvent(body, signature, 'whsec_x').type).toBe('customer.created');
    const seconds = Number(/t=(\d+)/.exec(signature)?.[1]);
    expect(Math.abs(seconds - Date.now() / 1_000)).toBeLessThan(60);
    await ahead.close();
    await receiver.close();
  });

  it.each([0, -1, 1.5, '60', 10 ** 12])('refuses to go by %j seconds', async (seconds) => {
    expect((await advance(sandbox, seconds)).status).toBe(400);
  });
});
