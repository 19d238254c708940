import type { MailAddress } from '../../mail/mailer.ts';

/** The same for a mail at every try, whichever process makes it (RFC 5322, 3.6.4). */
export function messageId(mailId: string, { address }: MailAddress): string {
  return `<${mailId}@${address.split('@')[1] ?? 'betalt.example'}>`;
}
