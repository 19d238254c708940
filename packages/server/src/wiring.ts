import { outboxSignal } from './app/events/outbox-signal.ts';
import { payments } from './app/payments/payments.ts';
import type { Wiring } from './app/wired.ts';
import type { Config } from './config/config.ts';
import { portalAddress } from './config/portal-address.ts';
import { openDatabase } from './db/database.ts';
import type { PaymentGateway } from './gateways/gateway.ts';
import { stripeGateway } from './gateways/stripe/stripe-gateway.ts';
import { sandboxOrigin } from './http/middleware/security-headers.ts';
import type { Mailer } from './mail/mailer.ts';
import { smtpMailer } from './mail/smtp-mailer.ts';
import { openLog } from './telemetry/log.ts';
import { webhookSender } from './webhooks/webhook-sender.ts';

/** What the configuration alone does not say, and whatever a test wants to be another. */
export interface WiringParts extends Partial<Omit<Wiring, 'config' | 'close'>> {
  readonly databaseUrl: string;
  readonly sessionSecret: string;
  readonly webhookSecret: string;
}

/** The one composition root: nothing else in the server makes an adapter. */
export function wire(config: Config, parts: WiringParts): Wiring {
  const log = parts.log ?? openLog(config.logLevel, { isTerminal: process.stdout.isTTY });
  const database = parts.database ?? openDatabase(parts.databaseUrl);
  const gateway = parts.gateway ?? openGateway(config, parts.webhookSecret);
  const clock = parts.clock ?? (() => new Date());
  const signal = parts.outboxSignal ?? outboxSignal();
  const mailer = parts.mailer ?? openMailer(config);
  const { issuerName, mailSender } = config;
  return {
    config,
    database,
    log,
    gateway,
    payments: parts.payments ?? payments({ pool: database.pool, gateway, clock, onCommitted: signal.notify }),
    clock,
    sendWebhook: parts.sendWebhook ?? webhookSender({ allowsPrivate: config.webhooksToPrivateAddresses }),
    mailer,
    mailSender: parts.mailSender ?? { name: mailSender.name ?? issuerName, address: mailSender.address },
    mailSettings: parts.mailSettings ?? { issuerName, portalUrl: portalAddress(config) },
    sessionSecret: parts.sessionSecret,
    outboxSignal: signal,
    close: async () => {
      mailer?.close();
      await database.close();
    },
  };
}

/** The official SDK either way; only the address differs. */
function openGateway({ gateway, gatewayTimeoutMs }: Config, webhookSecret: string): PaymentGateway {
  const baseUrl = gateway.kind === 'sandbox' ? sandboxOrigin(gateway) : undefined;
  return stripeGateway({ secretKey: gateway.secretKey, webhookSecret, baseUrl, timeoutMs: gatewayTimeoutMs });
}

/** SMTP either way. A mailbox of our own has its port only once `betalt start` has claimed it. */
function openMailer({ mail }: Config): Mailer | null {
  if (mail.kind === 'smtp') return smtpMailer(mail.url);
  return mail.kind === 'catchAll' && mail.port !== 0 ? smtpMailer(`smtp://127.0.0.1:${mail.port}`) : null;
}
