import { afterAll } from 'vitest';
import { sendNotices } from '../../src/app/dunning/send-notices.ts';
import { mailForEvents } from '../../src/app/mail/mail-for-events.ts';
import { sendDueMails } from '../../src/app/mail/send-mails.ts';
import { payerOf } from '../../src/app/payments/payer.ts';
import type { Wiring } from '../../src/app/wired.ts';
import { smtpMailer } from '../../src/mail/smtp-mailer.ts';
import { outboxIsReadable } from './outbox.ts';
import { aCard } from './payables.ts';
import { anAccount, aPerson, type TestAccount, type TestPerson } from './people.ts';
import { type TestMailServer, testMailServer } from './test-mail-server.ts';
import { type TestSandbox, testSandbox, WEBHOOK_SECRET } from './test-sandbox.ts';
import { type TestServer, testServer } from './test-server.ts';

/** Everything that dunning touches, with a clock that a test moves and a mail server that it can look into. */
export interface DunningWorld extends TestServer {
  readonly sandbox: TestSandbox;
  readonly mailServer: TestMailServer;
  /** The instant that it is, for everybody. */
  now: Date;
  /** A customer of its own, so that tests do not see each other's invoices. */
  customer(options?: { timeZone?: string }): Promise<Customer>;
  sweep(): Promise<number>;
  /** Sends what waits, as the worker's job does. */
  send(): Promise<number>;
  readEvents(): Promise<void>;
  /** Pays one invoice of a customer's as its owner, with a card that is good. */
  pay(customer: Customer, invoiceName: string, card?: string): Promise<void>;
}

export interface Customer {
  readonly owner: TestPerson;
  readonly account: TestAccount;
}

export const PORTAL = 'https://billing.vendor.example';

export async function dunningWorld(): Promise<DunningWorld> {
  const sandbox = await testSandbox();
  const mailServer = await testMailServer();
  const mailer = smtpMailer(mailServer.url, { patienceMs: 5_000 });
  const world = { now: new Date() };
  const clock = () => world.now;
  const server = await testServer({
    parts: {
      gateway: sandbox.gateway,
      webhookSecret: WEBHOOK_SECRET,
      clock,
      mailer,
      mailSender: { name: 'Nordlys Cloud AS', address: 'billing@vendor.example' },
      mailSettings: { issuerName: 'Nordlys Cloud AS', portalUrl: PORTAL },
    },
  });
  afterAll(() => mailer.close());
  const { wiring, database } = server;
  const { db, pool } = database;
  const { mailSettings, mailSender: sender } = wiring;
  return Object.assign(world, {
    ...server,
    sandbox,
    mailServer,
    customer: (options = {}) => customer(wiring, options),
    sweep: () => sendNotices({ db, clock, mailSettings }),
    send: () => sendDueMails({ db, mailer, sender, clock }),
    readEvents: async () => {
      const onPassedOver = (_event: unknown, failure: unknown) => {
        throw failure;
      };
      await outboxIsReadable(pool);
      while ((await mailForEvents({ db, pool, clock, mailSettings, onPassedOver })) > 0);
    },
    pay: (who: Customer, name: string, card?: string) => pay(wiring, sandbox, who, { name, card }),
  });
}

async function customer(wiring: Wiring, options: { timeZone?: string }): Promise<Customer> {
  const owner = await aPerson(wiring);
  return { owner, account: await anAccount(wiring, owner, options) };
}

async function pay(
  wiring: Wiring,
  sandbox: TestSandbox,
  { owner, account }: Customer,
  { name, card }: { name: string; card?: string | undefined },
): Promise<void> {
  const actor = { ...owner, roles: [{ role: 'Billing account owner' as const }], issuerRoles: [] };
  const paid = await wiring.payments.pay(payerOf(actor), {
    billingAccountId: account.billingAccountId,
    agreementType: 'MicrosoftCustomerAgreement',
    invoices: [{ name }],
    paymentMethodId: await aCard(wiring, sandbox, owner, card),
  });
  if (!paid.ok) throw new Error(`${name} cannot be paid: ${JSON.stringify(paid.error)}`);
}
