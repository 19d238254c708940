import { resolve } from 'node:path';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { type BankAccountsConfig, DEMO_BANK_ACCOUNTS, NO_BANK_ACCOUNTS, readBankAccounts } from './bank-accounts.ts';
import { type ConfigProblem, type Environment, Reader } from './environment-reader.ts';
import { type GatewayConfig, readGateway } from './gateway-config.ts';
import { type MailConfig, type MailSender, readMail, readMailSender, refuseUnlinkedMail } from './mail-config.ts';

export type { ConfigProblem, Environment };

export const SIGN_UP_POLICIES = ['open', 'invitation', 'closed'] as const;
export type SignUpPolicy = (typeof SIGN_UP_POLICIES)[number];

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const PROCESS_ROLES = ['all', 'api', 'worker'] as const;
export type ProcessRole = (typeof PROCESS_ROLES)[number];

/** Everything that the host decides, read once at the start and never changed. Ports of 0 mean any free one. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** null: not served over TLS by Betalt itself. */
  readonly tlsPort: number | null;
  /** Absolute. */
  readonly dataDir: string;
  /** null: the embedded PostgreSQL of `dataDir`. */
  readonly databaseUrl: string | null;
  /** A direct connection for the queue where `databaseUrl` goes through a pooler; null: the same. */
  readonly queueDatabaseUrl: string | null;
  readonly gateway: GatewayConfig;
  /** How long the gateway may take to answer before what it did counts as unknown. */
  readonly gatewayTimeoutMs: number;
  readonly demo: boolean;
  readonly signUp: SignUpPolicy;
  /** The vendor who publishes the invoices. */
  readonly issuerName: string;
  /** Where payers transfer to, where an invoice names no account itself. */
  readonly bankAccounts: BankAccountsConfig;
  /** Where people reach the portal, without a trailing slash; null: whatever address they used. */
  readonly publicUrl: string | null;
  readonly mail: MailConfig;
  readonly mailSender: MailSender;
  /** null: `info`, or `warn` on a terminal. */
  readonly logLevel: LogLevel | null;
  /** Believe X-Forwarded-For and X-Forwarded-Proto of the proxy in front. */
  readonly trustProxy: boolean;
  /** Requests a second that one principal may make for long; an address may make four times that. 0: no limit. */
  readonly requestsPerSecond: number;
  /** Webhooks may go to private and loopback addresses, and without TLS. */
  readonly webhooksToPrivateAddresses: boolean;
  /** Signs session cookies; null: a random one kept in `dataDir`. */
  readonly sessionSecret: string | null;
}

/**
 * Reads the configuration from environment variables (README, *Configuration*).
 *
 * @returns a frozen Config, or every problem at once, each naming the variable, what is wrong and a good value.
 */
export function readConfig(environment: Environment): Result<Config, readonly ConfigProblem[]> {
  const read = new Reader(environment);
  const databaseUrl = read.databaseUrl('DATABASE_URL');
  const host = read.host('BETALT_HOST', '127.0.0.1');
  const gateway = readGateway(read, host);
  const demo = readDemo(read, databaseUrl, gateway);
  const mail = readMail(read, { isEmbedded: databaseUrl === null });
  const config: Config = {
    host,
    port: read.port('BETALT_PORT', 3000),
    tlsPort: read.optionalPort('BETALT_TLS_PORT', 3443),
    dataDir: resolve(read.text('BETALT_DATA_DIR', './.betalt')),
    databaseUrl,
    queueDatabaseUrl: read.databaseUrl('QUEUE_DATABASE_URL'),
    gateway,
    gatewayTimeoutMs: readGatewayTimeout(read),
    demo,
    signUp: read.oneOf('BETALT_SIGN_UP', SIGN_UP_POLICIES) ?? (demo ? 'open' : 'invitation'),
    issuerName: read.text('BETALT_ISSUER_NAME', 'Nordlys Cloud AS'),
    bankAccounts: readBankAccounts(read, demo ? DEMO_BANK_ACCOUNTS : NO_BANK_ACCOUNTS),
    publicUrl: read.origin('BETALT_PUBLIC_URL'),
    mail,
    mailSender: readMailSender(read, mail),
    logLevel: read.oneOf('BETALT_LOG_LEVEL', LOG_LEVELS),
    trustProxy: read.flag('BETALT_TRUST_PROXY') ?? false,
    requestsPerSecond: read.count('BETALT_REQUESTS_PER_SECOND', 50),
    webhooksToPrivateAddresses: read.flag('BETALT_WEBHOOKS_TO_PRIVATE_ADDRESSES') ?? (demo && isLoopback(host)),
    sessionSecret: read.secret('BETALT_SESSION_SECRET', 32),
  };
  refuseSamePorts(read, config);
  refuseUnlinkedMail(read, mail, config.publicUrl);
  return read.problems.length === 0 ? ok(Object.freeze(config)) : err(read.problems);
}

/** The demo's receivers run beside it; where others can reach it, they could reach what is beside it through a webhook. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** Demo people and their well-known password must never be on by accident where real money or real data is. */
function readDemo(read: Reader, databaseUrl: string | null, gateway: GatewayConfig): boolean {
  const asked = read.flag('BETALT_DEMO');
  if (asked === true && gateway.kind === 'stripe') {
    read.refuse('BETALT_DEMO', 'is 1 although STRIPE_SECRET_KEY is a real key, and demo people have a known password', {
      goodValue: '0, or leave the three STRIPE_ variables out',
    });
  }
  return asked ?? (databaseUrl === null && gateway.kind !== 'stripe');
}

const LONGEST_GATEWAY_TIMEOUT_MS = 20_000;

/** Longer than the longest, the repair would ask about a payment that is still being asked for (app/payments/record-payments.ts). */
function readGatewayTimeout(read: Reader): number {
  const timeoutMs = read.count('BETALT_GATEWAY_TIMEOUT_MS', LONGEST_GATEWAY_TIMEOUT_MS);
  if (timeoutMs < 100 || timeoutMs > LONGEST_GATEWAY_TIMEOUT_MS) {
    read.refuse('BETALT_GATEWAY_TIMEOUT_MS', `is ${timeoutMs}`, {
      goodValue: `milliseconds from 100 to ${LONGEST_GATEWAY_TIMEOUT_MS}`,
    });
  }
  return timeoutMs;
}

function refuseSamePorts(read: Reader, config: Config): void {
  const ports = [
    ['BETALT_PORT', config.port],
    ['BETALT_TLS_PORT', config.tlsPort],
    ['BETALT_SANDBOX_PORT', config.gateway.kind === 'sandbox' ? config.gateway.port : null],
    ['BETALT_DEV_SMTP_PORT', config.mail.kind === 'catchAll' ? config.mail.port : null],
  ] as const;
  for (const [index, [variable, port]] of ports.entries()) {
    const same = ports.slice(0, index).find(([, other]) => port !== null && port !== 0 && other === port);
    if (same) read.refuse(variable, `is ${port}, which ${same[0]} is too`, { goodValue: 'a port of its own' });
  }
}
