/** How a sandbox is run. Times in milliseconds. */
export interface SandboxSettings {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly dataDir: string;
  readonly secretKey: string;
  readonly publishableKey: string;
  /** Shown on the challenge page. */
  readonly merchantName: string;
  /** How long the bank takes for what it does later: debits, disputes, refunds that settle or fail. */
  readonly laterMs: number;
  /** How long it takes for the test accounts that Stripe says take at least three minutes. */
  readonly longMs: number;
  readonly webhook: { readonly url: string; readonly secret: string } | undefined;
}

export const DEFAULTS: Omit<SandboxSettings, 'dataDir'> = {
  host: '127.0.0.1',
  port: 3100,
  secretKey: 'sk_test_betalt',
  publishableKey: 'pk_test_betalt',
  merchantName: 'Sandbox merchant',
  laterMs: 2_000,
  longMs: 180_000,
  webhook: undefined,
};

/** Reads `SANDBOX_…`; throws an Error with a sentence for the terminal when something is missing or malformed. */
export function settingsFrom(environment: NodeJS.ProcessEnv): SandboxSettings {
  const dataDir = environment['SANDBOX_DATA_DIR'];
  if (!dataDir) throw new Error('SANDBOX_DATA_DIR must name the folder that the sandbox keeps its state in.');
  return {
    dataDir,
    host: environment['SANDBOX_HOST'] ?? DEFAULTS.host,
    port: whole(environment, 'SANDBOX_PORT', DEFAULTS.port, 65_535),
    secretKey: environment['SANDBOX_SECRET_KEY'] ?? DEFAULTS.secretKey,
    publishableKey: environment['SANDBOX_PUBLISHABLE_KEY'] ?? DEFAULTS.publishableKey,
    merchantName: environment['SANDBOX_MERCHANT_NAME'] ?? DEFAULTS.merchantName,
    laterMs: whole(environment, 'SANDBOX_LATER_MS', DEFAULTS.laterMs, 86_400_000),
    longMs: whole(environment, 'SANDBOX_LONG_MS', DEFAULTS.longMs, 86_400_000),
    webhook: webhookFrom(environment),
  };
}

function webhookFrom(environment: NodeJS.ProcessEnv): SandboxSettings['webhook'] {
  const url = environment['SANDBOX_WEBHOOK_URL'];
  if (!url) return undefined;
  const secret = environment['SANDBOX_WEBHOOK_SECRET'];
  if (!secret) throw new Error('SANDBOX_WEBHOOK_SECRET must be set when SANDBOX_WEBHOOK_URL is.');
  return { url, secret };
}

function whole(environment: NodeJS.ProcessEnv, name: string, fallback: number, max: number): number {
  const given = environment[name];
  if (given === undefined || given === '') return fallback;
  const number = /^\d+$/.test(given) ? Number(given) : Number.NaN;
  if (!(number <= max)) throw new Error(`${name} must be a whole number from 0 to ${max}, not "${given}".`);
  return number;
}
