import { newId } from '../../db/new-id.ts';
import { compose } from '../../mail/letters/compose.ts';
import type { MailLanguage } from '../../mail/letters/letter.ts';
import type { MailAddress, OutgoingMail } from '../../mail/mailer.ts';
import { messageId } from './message-id.ts';
import type { MailSettings } from './queue-mail.ts';

/** A mail about nothing, of no account, that shows whether mail works: it is not kept. */
export function testMail(
  address: string,
  {
    sender,
    settings,
    language,
  }: { readonly sender: MailAddress; readonly settings: MailSettings; readonly language: MailLanguage },
): OutgoingMail {
  const composed = compose(
    { kind: 'test' },
    { ...settings, language, why: 'asked', customerName: '', accountName: '' },
  );
  return {
    ...composed,
    language,
    messageId: messageId(newId(), sender),
    from: sender,
    to: { name: null, address },
  };
}
