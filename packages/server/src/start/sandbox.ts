import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { superviseProcess } from '@betalt/embedded/supervise/child-process.ts';
import type { Config } from '../config/config.ts';
import type { Log } from '../telemetry/log.ts';

const SANDBOX = fileURLToPath(new URL('../../../stripe-sandbox/src/main.ts', import.meta.url));

/** The Stripe-compatible sandbox as its own process with its own store: it outlives whatever happens to Betalt's. */
export async function startSandbox(
  config: Config,
  webhookSecret: string,
  log: Log,
): Promise<{ stop(): Promise<void> }> {
  const { gateway } = config;
  if (gateway.kind !== 'sandbox' || !gateway.isOurs) return { stop: async () => undefined };
  const lines = log.child({ process: 'sandbox' });
  return superviseProcess({
    name: 'The payment sandbox',
    command: process.execPath,
    args: [SANDBOX],
    env: {
      PATH: process.env.PATH,
      SANDBOX_HOST: gateway.host,
      SANDBOX_PORT: String(gateway.port),
      SANDBOX_DATA_DIR: join(config.dataDir, 'sandbox'),
      SANDBOX_SECRET_KEY: gateway.secretKey,
      SANDBOX_PUBLISHABLE_KEY: gateway.publishableKey,
      SANDBOX_MERCHANT_NAME: config.issuerName,
      SANDBOX_WEBHOOK_URL: webhookUrl(config),
      SANDBOX_WEBHOOK_SECRET: webhookSecret,
      SANDBOX_EXIT_WITH_PARENT: '1',
    },
    readyLine: (line) => (isListening(line) ? line : undefined),
    log: (line) => lines.debug(line),
  });
}

function webhookUrl({ host, port }: Config): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}/webhooks/stripe`;
}

function isListening(line: unknown): line is { event: 'listening' } {
  return typeof line === 'object' && line !== null && 'event' in line && line.event === 'listening';
}
