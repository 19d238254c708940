import { expect, it, onTestFinished } from 'vitest';
import { smtpMailer } from '../../src/mail/smtp-mailer.ts';
import { startWorker } from '../../src/start/worker.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { payingServer } from '../support/paying.ts';
import { testMailServer } from '../support/test-mail-server.ts';

const server = await payingServer();
const mailServer = await testMailServer();
const { wiring, sandbox, account, owner, database } = server;

it('a worker reminds, thanks and reactivates by itself, in seconds', async () => {
  const late = await anInvoice(wiring, account, { dueInDays: -20 });
  const mailer = smtpMailer(mailServer.url);
  const worker = await startWorker({ ...wiring, mailer }, database.url);
  onTestFinished(async () => {
    await worker.stop();
    mailer.close();
  });
  await expect
    .poll(() => mailServer.subjects(), PATIENCE)
    .toEqual([`${owner.email}: Advarsel: Faktura ${late} er 20 dager forsinket`]);
  expect(await standing()).toBe('Warned');
  mailServer.forget();
  const answer = await server.pay(late, await aCard(wiring, sandbox, owner));
  expect(answer.statusCode).toBe(200);
  await expect
    .poll(() => mailServer.subjects(), PATIENCE)
    .toEqual([`${owner.email}: Kvittering: 125,00 NOK for faktura ${late}`]);
  await expect.poll(standing, PATIENCE).toBe('Active');
});

const PATIENCE = { timeout: 20_000, interval: 100 };

async function standing(): Promise<string> {
  const row = await database.db
    .selectFrom('billing_profile')
    .select('status')
    .where('billing_account_id', '=', account.billingAccountId)
    .executeTakeFirstOrThrow();
  return row.status;
}
