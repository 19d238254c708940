import type { Config } from '../config/config.ts';
import type { DatabaseHandle } from '../db/database.ts';
import type { PaymentGateway } from '../gateways/gateway.ts';
import type { MailAddress, Mailer } from '../mail/mailer.ts';
import type { Log } from '../telemetry/log.ts';
import type { WebhookSender } from '../webhooks/webhook-sender.ts';
import type { OutboxSignal } from './events/outbox-signal.ts';
import type { MailSettings } from './mail/queue-mail.ts';
import type { Payments } from './payments/payments.ts';

/** What the rooms above the use cases (http, jobs, cli) are given: one of each, made and closed by `wiring.ts`. */
export interface Wiring {
  readonly config: Config;
  readonly database: DatabaseHandle;
  readonly gateway: PaymentGateway;
  readonly payments: Payments;
  readonly clock: () => Date;
  readonly log: Log;
  /** To customers' receivers. */
  readonly sendWebhook: WebhookSender;
  /** null: no mail server is known, so mails wait. */
  readonly mailer: Mailer | null;
  readonly mailSender: MailAddress;
  readonly mailSettings: MailSettings;
  /** Signs session cookies, and seals what is secret in the database. */
  readonly sessionSecret: string;
  /** To be notified after each commit that wrote an outbox event. */
  readonly outboxSignal: OutboxSignal;
  close(): Promise<void>;
}
