import type { Reader } from './environment-reader.ts';

/**
 * Where mails go. `smtp`: to the host's mail server. `catchAll`: to a mailbox of the embedded default's own, shown at /dev/mail;
 * they reach nobody. `none`: they wait, since neither is there.
 */
export type MailConfig =
  | { readonly kind: 'smtp'; readonly url: string }
  | { readonly kind: 'catchAll'; readonly port: number }
  | { readonly kind: 'none' };

/** The sender of every mail; `name` null: the issuer's. */
export interface MailSender {
  readonly name: string | null;
  readonly address: string;
}

/** Nobody can get mail there (RFC 2606): good enough for a mailbox that lets nothing out. */
const NO_SENDER: MailSender = { name: null, address: 'billing@betalt.example' };

export function readMail(read: Reader, { isEmbedded }: { isEmbedded: boolean }): MailConfig {
  const url = read.smtpUrl('BETALT_SMTP_URL');
  const port = read.port('BETALT_DEV_SMTP_PORT', 0);
  if (url !== null) return { kind: 'smtp', url };
  return isEmbedded ? { kind: 'catchAll', port } : { kind: 'none' };
}

/** `Nordlys Cloud <billing@nordlys.example>`, or the address alone. */
export function readMailSender(read: Reader, mail: MailConfig): MailSender {
  const text = read.optionalText('BETALT_MAIL_FROM');
  const goodValue = 'Nordlys Cloud <billing@nordlys.example>';
  if (text === null) {
    if (mail.kind === 'smtp')
      read.refuse('BETALT_MAIL_FROM', 'is missing although BETALT_SMTP_URL is set', { goodValue });
    return NO_SENDER;
  }
  const [, name, address = ''] = /^(?:"?([^"<>\r\n]*?)"?\s*<)?([^\s<>@,;]+@[^\s<>@,;]+)>?$/.exec(text) ?? [];
  if (address !== '') return { name: name === undefined || name === '' ? null : name, address };
  read.refuse('BETALT_MAIL_FROM', `is "${text}"`, { goodValue });
  return NO_SENDER;
}

/** A link in a mail has to lead somewhere for whoever reads it elsewhere. */
export function refuseUnlinkedMail(read: Reader, mail: MailConfig, publicUrl: string | null): void {
  if (mail.kind !== 'smtp' || publicUrl !== null) return;
  read.refuse('BETALT_PUBLIC_URL', 'is missing although BETALT_SMTP_URL is set: links in mails begin with it', {
    goodValue: 'https://billing.example.com',
  });
}
