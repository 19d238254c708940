import { type Payments, payments } from './app/payments/payments.ts';
import type { Config } from './config/config.ts';
import { type DatabaseHandle, openDatabase } from './db/database.ts';
import type { PaymentGateway } from './gateways/gateway.ts';
import { stripeGateway } from './gateways/stripe/stripe-gateway.ts';
import { type OutboxSignal, outboxSignal } from './http/live/outbox-signal.ts';
import { sandboxOrigin } from './http/middleware/security-headers.ts';
import { type Log, openLog } from './telemetry/log.ts';

/** What the rooms of the house are given: one of each, made here and closed here. */
export interface Wiring {
  readonly config: Config;
  readonly database: DatabaseHandle;
  readonly gateway: PaymentGateway;
  readonly payments: Payments;
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
  const gateway = parts.gateway ?? openGateway(config, parts.webhookSecret);
  const clock = parts.clock ?? (() => new Date());
  const signal = parts.outboxSignal ?? outboxSignal();
  return {
    config,
    database,
    log,
    gateway,
    payments: parts.payments ?? payments({ pool: database.pool, gateway, clock, onCommitted: signal.notify }),
    clock,
    sessionSecret: parts.sessionSecret,
    outboxSignal: signal,
    close: () => database.close(),
  };
}

/** The official SDK either way; only the address differs. */
function openGateway({ gateway }: Config, webhookSecret: string): PaymentGateway {
  const baseUrl = gateway.kind === 'sandbox' ? sandboxOrigin(gateway) : undefined;
  return stripeGateway({ secretKey: gateway.secretKey, webhookSecret, baseUrl });
}
