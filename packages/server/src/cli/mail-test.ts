import { testMail } from '../app/mail/test-mail.ts';
import { portalAddress } from '../config/portal-address.ts';
import { smtpMailer } from '../mail/smtp-mailer.ts';
import { StartError } from '../start/start-error.ts';
import { commandLanguage } from './command-language.ts';
import { configuration } from './configuration.ts';

/** `betalt mail test ADDRESS`: sends one mail by the configured server and prints what the server said. @returns 1 when it was not taken */
export async function mailTestCommand(address: string): Promise<number> {
  const config = configuration();
  if (config.mail.kind !== 'smtp') {
    const where =
      config.mail.kind === 'catchAll'
        ? `Mails of this Betalt stay in its own mailbox, ${portalAddress(config)}/dev/mail.`
        : 'No mail server is configured: mails wait in the database.';
    throw new StartError(where, 'Set BETALT_SMTP_URL, BETALT_MAIL_FROM and BETALT_PUBLIC_URL, then try again.');
  }
  const mailer = smtpMailer(config.mail.url);
  try {
    const { issuerName, mailSender } = config;
    const answer = await mailer.send(
      testMail(address, {
        sender: { name: mailSender.name ?? issuerName, address: mailSender.address },
        language: commandLanguage(process.env),
        settings: { issuerName, portalUrl: portalAddress(config) },
      }),
    );
    const isTaken = answer.outcome === 'accepted';
    const line = isTaken ? `Sent to ${address}: ${answer.response}` : `Not sent to ${address}: ${answer.reason}`;
    (isTaken ? process.stdout : process.stderr).write(`${line}\n`);
    return isTaken ? 0 : 1;
  } finally {
    mailer.close();
  }
}
