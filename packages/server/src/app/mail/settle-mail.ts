import type { Database } from '../../db/database.ts';
import type { MailRow } from '../../db/queries/mail.ts';
import type { SendAnswer } from '../../mail/mailer.ts';

/** Minutes until the next try, by how many there were: a day and a half in all. Published in docs/domain/dunning.md. */
export const RETRY_MINUTES = [1, 5, 15, 60, 120, 240, 480, 1200] as const;

/** Writes what became of a try. What the server refuses for good, and what was tried often enough, has failed: staff see it. */
export async function settleMail(db: Database, mail: MailRow, answer: SendAnswer, at: Date): Promise<void> {
  await db
    .updateTable('mail_message')
    .set(outcomeOf(mail, answer, at))
    .where('billing_account_id', '=', mail.billing_account_id)
    .where('mail_id', '=', mail.mail_id)
    .where('state', '=', 'queued')
    .execute();
}

function outcomeOf({ tries }: MailRow, answer: SendAnswer, at: Date) {
  if (answer.outcome === 'accepted') {
    return { state: 'sent', sent_at: at, next_try_at: null, last_error: null, smtp_response: short(answer.response) };
  }
  const wait = answer.outcome === 'refused' ? undefined : RETRY_MINUTES[tries - 1];
  const last_error = short(answer.reason);
  if (wait === undefined) return { state: 'failed', next_try_at: null, last_error };
  return { next_try_at: new Date(at.getTime() + wait * 60_000), last_error };
}

/** Whatever a server says is as long as it likes. */
function short(text: string): string {
  return text.slice(0, 500);
}
