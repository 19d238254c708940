import type { Config, ProcessRole } from '../config/config.ts';
import { portalAddress } from '../config/portal-address.ts';
import { type Log, openLog } from '../telemetry/log.ts';
import { wire } from '../wiring.ts';
import { banner } from './banner.ts';
import { folderSecrets } from './data-folder.ts';
import { startDatabase } from './database.ts';
import { type DemoSignIn, openDemo } from './demo.ts';
import { listen } from './listeners.ts';
import { startMailbox } from './mailbox.ts';
import { claimPorts } from './ports.ts';
import { isRunning } from './running-database.ts';
import { startSandbox } from './sandbox.ts';
import { type Started, stopOnSignals, stopper } from './shutdown.ts';
import { StartError } from './start-error.ts';
import { startWorker } from './worker.ts';

/**
 * Starts everything that the role asks for and comes back when it is ready; the process then lives until it is stopped.
 *
 *   ports -> secrets -> PostgreSQL and sandbox -> wiring -> mailbox -> demo data -> worker -> listeners -> banner
 *
 * @throws StartError, EmbeddedPostgresError with a remedy; what had been started is stopped again
 */
export async function start(asked: Config, role: ProcessRole): Promise<void> {
  if (role === 'worker' && asked.databaseUrl === null) {
    throw new StartError('--role worker needs a database that others use too.', 'Set DATABASE_URL.');
  }
  const log = openLog(asked.logLevel, { isTerminal: process.stdout.isTTY });
  const config = role === 'worker' ? asked : await claimPorts(asked).catch((failure) => explainTaken(asked, failure));
  const started: Started = [];
  const stop = stopper(started, log);
  stopOnSignals(stop, (line) => process.stderr.write(`\n${line}\n`));
  try {
    await startAll(config, role, started, { log, stop });
  } catch (failure) {
    await stop();
    throw failure;
  }
}

/** Started twice, the ports are taken because Betalt runs already: that is what is to be said. */
async function explainTaken(config: Config, failure: unknown): Promise<never> {
  if (config.databaseUrl !== null || !(await isRunning(config))) throw failure;
  throw new StartError(
    `Betalt runs already on ${config.dataDir}.`,
    `Open ${portalAddress(config)}, or stop it first.`,
    {
      cause: failure,
    },
  );
}

async function startAll(
  config: Config,
  role: ProcessRole,
  started: Started,
  { log, stop }: { log: Log; stop: () => Promise<void> },
): Promise<void> {
  const secrets = await folderSecrets(config.dataDir);
  const webhookSecret = config.gateway.webhookSecret ?? secrets.webhookSecret;
  const [database] = await Promise.all([
    startDatabase(config, log).then((each) => keep(started, 'database', each)),
    role === 'worker'
      ? undefined
      : startSandbox(config, webhookSecret, log).then((each) => keep(started, 'sandbox', each)),
  ]);
  const wiring = wire(config, {
    databaseUrl: database.url,
    sessionSecret: config.sessionSecret ?? secrets.sessionSecret,
    webhookSecret,
    log,
  });
  started.push({ name: 'connections', stop: () => wiring.close() });
  if (wiring.mailer === null) log.warn('no mail server is configured (BETALT_SMTP_URL): mails wait in the database');
  const mailbox = await startMailbox(wiring);
  if (mailbox !== undefined) keep(started, 'mailbox', mailbox);
  const people = role === 'worker' ? [] : await openDemo(wiring);
  const worker = role === 'api' ? null : await startWorker(wiring, config.queueDatabaseUrl ?? database.url);
  if (worker !== null) keep(started, 'worker', worker);
  if (role !== 'worker') {
    const listeners = await listen(wiring);
    started.push({ name: 'listeners', stop: () => listeners.close() });
  }
  for (const lost of [database.lost, ...(worker === null ? [] : [worker.lost])]) {
    void lost.then((reason) => dieOf(reason, { log, stop }));
  }
  announce(config, role, people, log);
}

function keep<T extends { stop(): Promise<void> }>(started: Started, name: string, part: T): T {
  started.push({ name, stop: () => part.stop() });
  return part;
}

/** Half a Betalt is worse than none: whoever supervises the process starts a whole one. */
async function dieOf(reason: string, { log, stop }: { log: Log; stop: () => Promise<void> }): Promise<void> {
  log.fatal(reason);
  process.stderr.write(`betalt: ${reason}\n`);
  await stop();
  process.exit(1);
}

/** People get a banner where they run Betalt for themselves; a production log gets a line. */
function announce(config: Config, role: ProcessRole, people: readonly DemoSignIn[], log: Log): void {
  log.info({ role, address: role === 'worker' ? null : portalAddress(config) }, 'ready');
  if (role !== 'worker' && config.databaseUrl === null) process.stdout.write(banner(config, people));
}
