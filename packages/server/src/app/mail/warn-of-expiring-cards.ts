import { addDays, calendarDate, calendarDateAt } from '@betalt/core/shared/calendar-date.ts';
import { ok } from '@betalt/core/shared/result.ts';
import { type Database, inTransaction } from '../../db/database.ts';
import { findAccountToSweep } from '../../db/queries/dunning.ts';
import { type ExpiringCard, listExpiringCards } from '../../db/queries/mail-causes.ts';
import { toMailAccount } from '../dunning/dunning-facts.ts';
import { type MailSettings, queueMail } from './queue-mail.ts';
import { payersOf } from './recipients.ts';

const DAYS_BEFORE = 30;

/**
 * Tells those who may pay for a profile, once, that the card which is charged by itself has its last month. Swept daily, over all
 * accounts; a card that is replaced is told of no more.
 *
 * @returns how many mails were written
 */
export async function warnOfExpiringCards({
  db,
  clock,
  mailSettings,
}: {
  readonly db: Database;
  readonly clock: () => Date;
  readonly mailSettings: MailSettings;
}): Promise<number> {
  const at = clock();
  const today = calendarDateAt(at.getTime(), 'UTC');
  const cards = await listExpiringCards(db, { from: today, to: addDays(today, DAYS_BEFORE) });
  let written = 0;
  for (const card of cards) written += await warn(db, card, { mailSettings, at });
  return written;
}

async function warn(
  db: Database,
  card: ExpiringCard,
  { mailSettings, at }: { readonly mailSettings: MailSettings; readonly at: Date },
): Promise<number> {
  const { billing_account_id: billingAccountId, billing_profile_id: billingProfileId } = card;
  const account = await findAccountToSweep(db, billingAccountId);
  if (account === undefined) return 0;
  const order = {
    account: toMailAccount(account),
    billingProfileId,
    cause: `card:${card.payment_method_id}:${billingProfileId}:${card.expires_on}`,
    letter: {
      kind: 'card_expires',
      card: { brand: card.brand, lastFour: card.last_four },
      profileName: card.profile_display_name,
      profile: card.profile_name,
      expiresOn: calendarDate(card.expires_on),
    },
    to: await payersOf(db, { billingAccountId, billingProfileId }),
  } as const;
  const result = await inTransaction(db, async (tx) => ok(await queueMail(tx, order, mailSettings, at)));
  return result.ok ? result.value : 0;
}
