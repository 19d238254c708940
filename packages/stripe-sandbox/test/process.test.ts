import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startProcess } from './support/process.ts';
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
