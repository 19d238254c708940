// Runs the embedded PostgreSQL as Betalt would, for tests that kill it: run-postgres.ts DATA_DIR [PORT].
import { EmbeddedPostgresError, startEmbeddedPostgres } from '../../src/postgres/embedded-postgres.ts';

const [dataDir = '', port] = process.argv.slice(2);

try {
  const postgres = await startEmbeddedPostgres({ dataDir, ...(port === undefined ? {} : { port: Number(port) }) });
  say({ url: postgres.url, pid: postgres.pid });
  process.once('SIGTERM', () => {
    void postgres.stop();
  });
} catch (failure) {
  if (!(failure instanceof EmbeddedPostgresError)) throw failure;
  say({ code: failure.code, message: failure.message, remedy: failure.remedy });
  process.exitCode = 1;
}

function say(line: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
