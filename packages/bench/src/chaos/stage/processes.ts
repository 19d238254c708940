import { fileURLToPath } from 'node:url';
import { type Killable, startKillable } from './killable.ts';

export const SECRET_KEY = 'sk_test_betalt';
export const WEBHOOK_SECRET = 'whsec_of_the_chaos_run';
/** Short, so that a gateway that falls silent costs the run two seconds and not twenty. */
export const GATEWAY_TIMEOUT_MS = 2_000;

export interface BetaltPlace {
  readonly databaseUrl: string;
  readonly sandboxPort: number;
  /** Where it may keep its secrets; one folder for all, as on one machine. */
  readonly dataDir: string;
}

type Log = (line: string) => void;

/** What Betalt is told, be it one of the processes or the run itself. */
export function environmentOf({ databaseUrl, sandboxPort, dataDir }: BetaltPlace): Record<string, string> {
  return {
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    BETALT_TLS_PORT: 'off',
    BETALT_DATA_DIR: dataDir,
    BETALT_DEMO: '0',
    BETALT_LOG_LEVEL: 'info',
    BETALT_REQUESTS_PER_SECOND: '0',
    BETALT_SESSION_SECRET: 'sessions are no part of the chaos run',
    BETALT_SANDBOX_PORT: String(sandboxPort),
    BETALT_GATEWAY_TIMEOUT_MS: String(GATEWAY_TIMEOUT_MS),
    STRIPE_SECRET_KEY: SECRET_KEY,
    STRIPE_PUBLISHABLE_KEY: 'pk_test_betalt',
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
  };
}

export const BETALT = fileURLToPath(new URL('../../../../server/bin/betalt.js', import.meta.url));

export function startApi(place: BetaltPlace, name: string, port: number, log: Log): Promise<Killable> {
  const env = { ...environmentOf(place), BETALT_PORT: String(port) };
  return startKillable({ name, args: [BETALT, 'start', '--role', 'api'], env, isReady: saysReady, log });
}

export function startWorker(place: BetaltPlace, name: string, log: Log): Promise<Killable> {
  const env = environmentOf(place);
  return startKillable({ name, args: [BETALT, 'start', '--role', 'worker'], env, isReady: saysReady, log });
}

const SANDBOX = fileURLToPath(new URL('../../../../stripe-sandbox/src/main.ts', import.meta.url));

/** The witness, with its own store and knowing nothing of Betalt but where its webhooks go. */
export function startSandbox(dataDir: string, port: number, webhookUrl: string, log: Log): Promise<Killable> {
  return startKillable({
    name: 'sandbox',
    args: [SANDBOX],
    env: {
      SANDBOX_DATA_DIR: dataDir,
      SANDBOX_PORT: String(port),
      SANDBOX_SECRET_KEY: SECRET_KEY,
      SANDBOX_WEBHOOK_URL: webhookUrl,
      SANDBOX_WEBHOOK_SECRET: WEBHOOK_SECRET,
      SANDBOX_EXIT_WITH_PARENT: '1',
    },
    isReady: (line) => line['event'] === 'listening',
    log,
  });
}

function saysReady(line: Readonly<Record<string, unknown>>): boolean {
  return line['msg'] === 'ready';
}
