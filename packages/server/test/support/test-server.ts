import { afterAll, expect } from 'vitest';
import { checkLedger } from '../../src/app/ledger/check-ledger.ts';
import type { Wiring } from '../../src/app/wired.ts';
import { type Config, readConfig } from '../../src/config/config.ts';
import type { App } from '../../src/http/app.ts';
import { buildServer } from '../../src/http/server.ts';
import { silentLog } from '../../src/telemetry/log.ts';
import { type WiringParts, wire } from '../../src/wiring.ts';
import { strictAnswers } from './strict-answers.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

export interface TestServer {
  readonly app: App;
  readonly wiring: Wiring;
  readonly database: TestDatabase;
}

export interface TestServerOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly parts?: Partial<WiringParts>;
  readonly database?: TestDatabase;
  /** false for a test that writes invoices past the use cases, without their journal entries. */
  readonly booksAddUp?: boolean;
}

/** The whole server over a database of its own, not listening: `server.app.inject(…)`. Closed when the test file is done. */
export async function testServer({
  environment = {},
  parts = {},
  database,
  booksAddUp = true,
}: TestServerOptions = {}): Promise<TestServer> {
  const own = database ?? (await testDatabase());
  const wiring = wire(testConfig(environment), {
    databaseUrl: own.url,
    database: own,
    sessionSecret: 'a secret of tests, thirty-two characters',
    webhookSecret: 'whsec_of_tests',
    log: silentLog(),
    ...parts,
  });
  const app = buildServer(wiring, { serializerCompiler: strictAnswers });
  afterAll(async () => {
    await app.close();
    // Whatever the tests of this file did, the books add up after it.
    if (booksAddUp) expect((await checkLedger(own.db)).problems).toEqual([]);
  });
  await app.ready();
  return { app, wiring, database: own };
}

export function testConfig(environment: Readonly<Record<string, string>> = {}): Config {
  const config = readConfig({ BETALT_REQUESTS_PER_SECOND: '0', ...environment });
  if (!config.ok) throw new Error(JSON.stringify(config.error));
  return config.value;
}
