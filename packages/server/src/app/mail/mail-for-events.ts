import { ok } from '@betalt/core/shared/result.ts';
import type pg from 'pg';
import { type Database, inTransaction } from '../../db/database.ts';
import { isDatabaseOutage, retryableSqlState } from '../../db/sql-state.ts';
import { clearStandings } from '../dunning/review-standing.ts';
import type { OutboxEvent } from '../events/outbox.ts';
import { readOutbox } from '../events/outbox-readers.ts';
import { lettersFor } from './letters-for-events.ts';
import { type MailSettings, queueMail } from './queue-mail.ts';

export interface MailForEventsDependencies {
  readonly db: Database;
  readonly pool: pg.Pool;
  readonly clock: () => Date;
  readonly mailSettings: MailSettings;
  /** Told of an event that could not be worked on; it is passed over, so that those behind it are not held up. */
  readonly onPassedOver: (event: OutboxEvent, failure: unknown) => void;
}

/** What is older is no news: a database that is put back, or a demo's past, mails nobody. */
const NEWS_FOR_MS = 3 * 86_400_000;

/**
 * Reads what has happened on from where it last read, writes the mails that it calls for, and clears the standing of profiles
 * that have paid. May run twice for an event: its mails are written once.
 *
 * @returns how many events were read; a full 500 means that there may be more
 */
export async function mailForEvents(dependencies: MailForEventsDependencies): Promise<number> {
  return readOutbox(dependencies.pool, 'mail', async (events) => {
    for (const event of events) await answer(dependencies, event);
  });
}

async function answer(dependencies: MailForEventsDependencies, event: OutboxEvent): Promise<void> {
  try {
    if (mayClear(event.type)) {
      await clearStandings(dependencies, event.billingAccountId, event.billingProfileIds);
    }
    await writeMails(dependencies, event);
  } catch (failure) {
    // The world comes back, and the event with it; a bug would come back with it too, for ever.
    if (isDatabaseOutage(failure) || retryableSqlState(failure)) throw failure;
    dependencies.onPassedOver(event, failure);
  }
}

/** Most events are of payments that are only on their way, which clear nothing; nor does a standing clear itself. */
function mayClear(type: string): boolean {
  return !type.startsWith('billingProfile.') && (!type.startsWith('payment.') || type === 'payment.succeeded');
}

async function writeMails({ db, clock, mailSettings }: MailForEventsDependencies, event: OutboxEvent): Promise<void> {
  const at = clock();
  if (at.getTime() - event.createdAt.getTime() > NEWS_FOR_MS) return;
  const orders = await lettersFor(db, event, at);
  if (orders.length === 0) return;
  await inTransaction(db, async (tx) => {
    for (const order of orders) await queueMail(tx, order, mailSettings, at);
    return ok(undefined);
  });
}
