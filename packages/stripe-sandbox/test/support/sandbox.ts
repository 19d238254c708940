import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stripe } from 'stripe';
import { afterAll } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/server.ts';
import type { SandboxSettings } from '../../src/settings.ts';

export interface RunningSandbox {
  readonly url: string;
  readonly port: number;
  readonly stripe: Stripe;
  readonly sandbox: Sandbox;
  readonly dataDir: string;
  close(): Promise<void>;
}

/** A sandbox in this process on a free port over a new folder, and the official SDK pointed at it. */
export async function startSandbox(options: Partial<SandboxSettings> = {}): Promise<RunningSandbox> {
  const dataDir = options.dataDir ?? newFolder();
  const sandbox = createSandbox({ port: 0, laterMs: 30, ...options, dataDir });
  const { url, port } = await sandbox.listen();
  return {
    url,
    port,
    stripe: sdkFor(port),
    sandbox,
    dataDir,
    async close() {
      await sandbox.close();
    },
  };
}

/** The official SDK, without retries of its own so that a test sees each answer. */
export function sdkFor(port: number, key = 'sk_test_betalt', maxNetworkRetries = 0): Stripe {
  return new Stripe(key, { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries, telemetry: false });
}

/** A new folder, gone again when this test file is done. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stripe-sandbox-'));
  folders.push(folder);
  return folder;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Posts JSON to `/sandbox/…` with the secret key. */
export async function control(url: string, method: string, path: string, body?: object): Promise<Response> {
  const headers = { authorization: 'Bearer sk_test_betalt', ...(body ? { 'content-type': 'application/json' } : {}) };
  return fetch(`${url}/sandbox/${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
}

/** Waits until `look` gives something, at most `withinMs`; throws when it never does. */
export async function eventually<T>(look: () => Promise<T | undefined> | T | undefined, withinMs = 5_000): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`nothing came within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
