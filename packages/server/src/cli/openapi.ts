import { readConfig } from '../config/config.ts';
import { openApiDocument } from '../http/routes/openapi.ts';
import { buildServer } from '../http/server.ts';
import { ConfigError } from '../start/start-error.ts';
import { silentLog } from '../telemetry/log.ts';
import { wire } from '../wiring.ts';

/** `betalt openapi`: the document of `/openapi.json`, without a database: nothing is asked of one. */
export async function openApiCommand(): Promise<void> {
  const config = readConfig({});
  if (!config.ok) throw new ConfigError(config.error);
  const secrets = { sessionSecret: 'not used', webhookSecret: 'not used' };
  const wiring = wire(config.value, { ...secrets, databaseUrl: 'postgres://127.0.0.1/not-asked', log: silentLog() });
  const app = buildServer(wiring);
  await app.ready();
  process.stdout.write(`${JSON.stringify(openApiDocument(app), null, 2)}\n`);
  await app.close();
  await wiring.close();
}
