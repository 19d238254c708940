/** An address as it stands in a mail's header. */
export interface MailAddress {
  readonly name: string | null;
  readonly address: string;
}

export interface OutgoingMail {
  /** Stable for one mail, however often it is sent: whoever gets it twice can know it as one (RFC 5322, 3.6.4). */
  readonly messageId: string;
  readonly from: MailAddress;
  readonly to: MailAddress;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** The language of the text, for Content-Language (RFC 3282). */
  readonly language: string;
  readonly attachments?: readonly MailAttachment[] | undefined;
}

export interface MailAttachment {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/**
 * What became of one try. `accepted`: the server has it and is responsible now. `refused`: it never will take this mail for this
 * address (a permanent reply, RFC 5321, 4.2.1). `failed`: not now, or nobody knows; the same mail may be sent again.
 */
export type SendAnswer =
  | { readonly outcome: 'accepted'; readonly response: string }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'failed'; readonly reason: string };

/** Who carries mails away: an SMTP server, whichever. Never throws for what a server or the network says. */
export interface Mailer {
  send(mail: OutgoingMail): Promise<SendAnswer>;
  close(): void;
}
