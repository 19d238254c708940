import { createTransport, type SendMailOptions } from 'nodemailer';
import type { MailAddress, Mailer, OutgoingMail, SendAnswer } from './mailer.ts';

/** After this long without a word from the server, the try has failed; a claimed mail is nobody else's for longer than that. */
const PATIENCE_MS = 20_000;

/**
 * Mails over SMTP (RFC 5321), three connections at most, kept open between mails.
 *
 * @param url smtp://user:password@host:port, or smtps:// for TLS from the first byte; with smtp:// STARTTLS is used where offered
 */
export function smtpMailer(url: string, { patienceMs = PATIENCE_MS }: { patienceMs?: number } = {}): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 3,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    // What a mail contains comes from the database only: nothing in it may make the client read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      try {
        const { response } = await transport.sendMail(toMessage(mail));
        return { outcome: 'accepted', response };
      } catch (error) {
        return fromSmtpError(error);
      }
    },
    close: () => transport.close(),
  };
}

function toMessage({ messageId, from, to, subject, html, text, language, attachments }: OutgoingMail): SendMailOptions {
  return {
    messageId,
    from: toAddress(from),
    to: toAddress(to),
    subject,
    html,
    text,
    headers: {
      'Content-Language': language,
      // Nobody is to answer it by machine (RFC 3834), and no out-of-office reply is to come back.
      'Auto-Submitted': 'auto-generated',
    },
    attachments: (attachments ?? []).map(({ fileName, mediaType, bytes }) => ({
      filename: fileName,
      contentType: mediaType,
      content: bytes,
    })),
  };
}

function toAddress({ name, address }: MailAddress) {
  return { name: name ?? '', address };
}

/** A permanent reply to the address or the content is the end of this mail; to our own sign-in, or anything else, it is not. */
function fromSmtpError(error: unknown): SendAnswer {
  if (!(error instanceof Error)) return { outcome: 'failed', reason: String(error) };
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const isPermanent = typeof responseCode === 'number' && responseCode >= 500 && responseCode < 600;
  if (isPermanent && (code === 'EENVELOPE' || code === 'EMESSAGE'))
    return { outcome: 'refused', reason: error.message };
  return { outcome: 'failed', reason: error.message };
}
