import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startProcess } from './support/process.ts';
import { startReceiver } from './support/receiver.ts';
import { eventually, newFolder, sdkFor } from './support/sandbox.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

describe('the sandbox process', () => {
  it('says where it listens and ends with 0 on SIGTERM', async () => {
    const process = await startProcess({ SANDBOX_DATA_DIR: newFolder() });
    await expect(sdkFor(process.port).customers.list()).resolves.toMatchObject({ data: [] });
    expect(await process.kill('SIGTERM')).toBe(0);
  });

  it('ends when its parent’s end of stdin closes, if asked to', async () => {
    const { child } = await startProcess({ SANDBOX_DATA_DIR: newFolder(), SANDBOX_EXIT_WITH_PARENT: '1' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.stdin?.end();
    expect(await ended).toBe(0);
  });

  it('takes its keys from the environment', async () => {
    const process = await startProcess({ SANDBOX_DATA_DIR: newFolder(), SANDBOX_SECRET_KEY: 'sk_test_own' });
    await expect(sdkFor(process.port, 'sk_test_own').customers.list()).resolves.toMatchObject({ data: [] });
    await expect(sdkFor(process.port).customers.list()).rejects.toThrow('Invalid API Key');
    await process.kill('SIGTERM');
  });

  it('opens after a restart the dispute that was put off before a kill', async () => {
    const environment = { SANDBOX_DATA_DIR: newFolder(), SANDBOX_LATER_MS: '700' };
    const first = await startProcess(environment);
    const intent = await sdkFor(first.port).paymentIntents.create({
      amount: 4_200,
      currency: 'nok',
      confirm: true,
      payment_method: 'pm_card_createDispute',
      allowed_payment_method_types: ['card'],
    });
    await first.kill('SIGKILL');
    const second = await startProcess(environment);
    const dispute = await eventually(
      async () => (await sdkFor(second.port).disputes.list({ payment_intent: intent.id })).data[0],
    );
    expect(dispute).toMatchObject({ amount: 4_200, reason: 'fraudulent' });
    await second.kill('SIGTERM');
  });

  it('takes as long as it is told for what Stripe says takes at least three minutes', async () => {
    const process = await startProcess({ SANDBOX_DATA_DIR: newFolder(), SANDBOX_LONG_MS: '50' });
    const stripe = sdkFor(process.port);
    const { id } = await stripe.paymentIntents.create({
      amount: 4_200,
      currency: 'eur',
      confirm: true,
      payment_method: 'pm_failedDelayed_at',
      allowed_payment_method_types: ['sepa_debit'],
      mandate_data: { customer_acceptance: { type: 'offline' } },
    });
    await eventually(async () =>
      (await stripe.paymentIntents.retrieve(id)).status === 'requires_payment_method' ? true : undefined,
    );
    await process.kill('SIGTERM');
  });

  it('takes over the store of an earlier version', async () => {
    const dataDir = newFolder();
    const first = await startProcess({ SANDBOX_DATA_DIR: dataDir });
    const customer = await sdkFor(first.port).customers.create();
    await first.kill('SIGTERM');
    const store = new DatabaseSync(join(dataDir, 'sandbox.sqlite'));
    store.exec('alter table deliveries drop column bent; drop table clock; drop index tasks_due');
    store.close();
    const receiver = await startReceiver();
    const second = await startProcess({
      SANDBOX_DATA_DIR: dataDir,
      SANDBOX_WEBHOOK_URL: receiver.url,
      SANDBOX_WEBHOOK_SECRET: 'whsec_x',
    });
    await sdkFor(second.port).customers.update(customer.id, { name: 'Ada' });
    expect(JSON.parse((await eventually(() => receiver.received[0])).body)).toMatchObject({ type: 'customer.updated' });
    await second.kill('SIGTERM');
    await receiver.close();
  });

  it.each([
    ['no data folder', {}, 'SANDBOX_DATA_DIR'],
    ['a port that is none', { SANDBOX_DATA_DIR: newFolder(), SANDBOX_PORT: 'http' }, 'SANDBOX_PORT'],
    [
      'a webhook without its secret',
      { SANDBOX_DATA_DIR: newFolder(), SANDBOX_WEBHOOK_URL: 'http://127.0.0.1:9' },
      'SANDBOX_WEBHOOK_SECRET',
    ],
    ['a data folder that is a file', { SANDBOX_DATA_DIR: aFile(), SANDBOX_PORT: '0' }, 'cannot start'],
  ])('with %s says what is wrong and ends with 1', (_name, environment, word) => {
    const { status, stderr } = spawnSync(process.execPath, [MAIN], {
      env: { ...environment },
      encoding: 'utf8',
      timeout: 10_000,
    });
    expect(stderr).toContain(word);
    expect(stderr).not.toContain('    at ');
    expect(status).toBe(1);
  });
});

function aFile(): string {
  const file = join(newFolder(), 'file');
  writeFileSync(file, '');
  return file;
}
