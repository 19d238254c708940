import type { Config } from './config/config.ts';
import { type DatabaseHandle, openDatabase } from './db/database.ts';
import type { PaymentGateway } from './gateways/gateway.ts';
import { stripeGateway } from './gateways/stripe/stripe-gateway.ts';
import { sandboxOrigin } from './http/middleware/security-headers.ts';
import { type OutboxSignal, outboxSignal } from './http/live/outbox-signal.ts';
import { type Log, openLog } from './telemetry/log.ts';

/** What the rooms of the house are given: one of each, made here and closed here. */
export interface Wiring {
  readonly config: Config;
  readonly database: DatabaseHandle;
  readonly gateway: PaymentGateway;
  readonly clock: () => Date;
  readonly log: Log;
  /** Signs session cookies. */
  readonly sessionSecret: string;
  /** To be notified after each commit that wrote an outbox event. */
  readonly outboxSignal: OutboxSignal;
  close(): Promise<void>;
}

/** What the configuration alone does not say, and whatever a test wants to be another. */
export interface WiringParts extends Partial<Omit<Wiring, 'config' | 'close'>> {
  readonly databaseUrl: string;
  readonly sessionSecret: string;
  readonly webhookSecret: string;
}

/** The one composition root: nothing else in the server makes an adapter. */
export function wire(config: Config, parts: WiringParts): Wiring {
  const log = parts.log ?? openLog(config.logLevel, { isTerminal: process.stdout.isTTY === true });
  const database = parts.database ?? openDatabase(parts.databaseUrl);
  const { gateway } = config;
  return {
    config,
    database,
    log,
    gateway:
      parts.gateway ??
      stripeGateway({
        secretKey: gateway.secretKey,
        webhookSecret: parts.webhookSecret,
        ...(gateway.kind === 'sandbox' ? { baseUrl: sandboxOrigin(gateway) } : {}),
      }),
    clock: parts.clock ?? (() => new Date()),
    sessionSecret: parts.sessionSecret,
    outboxSignal: parts.outboxSignal ?? outboxSignal(),
    close: () => database.close(),
  };
}
