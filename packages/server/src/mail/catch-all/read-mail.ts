import { simpleParser } from 'mailparser';

/** What a mail says, once it is taken apart. */
export interface ReadMail {
  readonly subject: string;
  /** As the header names it. */
  readonly from: string;
  readonly to: string;
  readonly html: string | null;
  readonly text: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly attachments: readonly { readonly fileName: string; readonly mediaType: string; readonly bytes: Buffer }[];
}

export async function readMail(raw: Buffer): Promise<ReadMail> {
  const mail = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true });
  return {
    subject: mail.subject ?? '',
    from: mail.from?.text ?? '',
    to: [mail.to ?? []]
      .flat()
      .map(({ text }) => text)
      .join(', '),
    html: mail.html === false ? null : (mail.html ?? null),
    text: mail.text ?? '',
    headers: mail.headerLines.map(({ line }) => toHeader(line)),
    attachments: mail.attachments.map(({ filename, contentType, content }, index) => ({
      fileName: filename ?? `attachment-${index + 1}`,
      mediaType: contentType,
      bytes: content,
    })),
  };
}

/** A header as it was sent, unfolded (RFC 5322, 2.2.3). */
function toHeader(line: string): { name: string; value: string } {
  const colon = line.indexOf(':');
  return {
    name: line.slice(0, colon),
    value: line
      .slice(colon + 1)
      .replace(/\r?\n\s+/g, ' ')
      .trim(),
  };
}
