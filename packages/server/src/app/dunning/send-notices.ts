import {
  type DunningStep,
  daysLate,
  dueStep,
  EARLIEST_OFFSET_DAYS,
  isDunningStep,
  TIMELINE,
} from '@betalt/core/dunning/timeline.ts';
import { assert } from '@betalt/core/shared/assert.ts';
import { addDays, type CalendarDate, calendarDateAt } from '@betalt/core/shared/calendar-date.ts';
import { ok } from '@betalt/core/shared/result.ts';
import { type Database, inTransaction, type Tx } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import {
  type AccountToSweep,
  type DunningRow,
  listAccountsToSweep,
  listDunningInvoices,
  lockDunningInvoice,
} from '../../db/queries/dunning.ts';
import { insertRows } from '../../db/queries/issue-rows.ts';
import { LETTER_OF_STEP, type Letter } from '../../mail/letters/letter.ts';
import { type MailSettings, queueMail } from '../mail/queue-mail.ts';
import { payersOf } from '../mail/recipients.ts';
import { chargedCard, toDunningFacts, toInvoiceInMail, toMailAccount } from './dunning-facts.ts';
import { reviewStandings } from './review-standing.ts';

export interface DunningDependencies {
  readonly db: Database;
  readonly clock: () => Date;
  readonly mailSettings: MailSettings;
}

const ACCOUNTS_AT_ONCE = 200;

/**
 * The sweep of dunning, over all accounts: gives notice of each step that the calendar of an invoice's account has reached, and
 * moves the standing of profiles. Two workers may sweep at once, and a sweep may be killed anywhere: a step is given once.
 *
 * @returns how many notices were given
 */
export async function sendNotices(dependencies: DunningDependencies): Promise<number> {
  const { db, clock } = dependencies;
  // No place on earth is further ahead than UTC+14: by then a day is nowhere later than tomorrow.
  const dueBy = addDays(calendarDateAt(clock().getTime(), 'UTC'), 1 - EARLIEST_OFFSET_DAYS);
  let given = 0;
  for (let after: string | null = null; ; ) {
    const accounts = await listAccountsToSweep(db, { dueBy, after, limit: ACCOUNTS_AT_ONCE });
    for (const account of accounts) given += await sweepAccount(dependencies, account);
    after = accounts.at(-1)?.billing_account_id ?? null;
    if (accounts.length < ACCOUNTS_AT_ONCE) return given;
  }
}

/** One account's notices and standings, on the day that it is there. */
export async function sweepAccount(dependencies: DunningDependencies, account: AccountToSweep): Promise<number> {
  const { db, clock } = dependencies;
  const today = calendarDateAt(clock().getTime(), account.time_zone);
  const rows = await listDunningInvoices(db, account.billing_account_id, {
    dueBy: addDays(today, -EARLIEST_OFFSET_DAYS),
  });
  let given = 0;
  for (const row of rows) {
    // A first look without a lock; whatever it finds is decided again under the lock.
    if (stepOf(row, today) !== null && (await giveNotice(dependencies, account, row.invoice_id, today))) given += 1;
  }
  await reviewStandings(dependencies, account, today);
  return given;
}

/** One transaction: lock, decide, write the notice, its mails and the log. False when there was nothing to give after all. */
function giveNotice(
  { db, clock, mailSettings }: DunningDependencies,
  account: AccountToSweep,
  invoiceId: string,
  today: CalendarDate,
): Promise<boolean> {
  const at = clock();
  return inTransaction(db, async (tx) => {
    const row = await lockDunningInvoice(tx, account.billing_account_id, invoiceId);
    const step = row === undefined ? null : stepOf(row, today);
    if (row === undefined || step === null || !(await writeNotice(tx, account, row, { step, today, at })))
      return ok(false);
    const order = {
      account: toMailAccount(account),
      billingProfileId: row.billing_profile_id,
      cause: `notice:${invoiceId}:${step}`,
      letter: letterOf(step, row, today),
      to: await payersOf(tx, {
        billingAccountId: account.billing_account_id,
        billingProfileId: row.billing_profile_id,
      }),
      asksFor: { invoiceId, step },
    };
    await queueMail(tx, order, mailSettings, at);
    return ok(true);
  }).then((result) => result.ok && result.value);
}

function stepOf(row: DunningRow, today: CalendarDate): DunningStep | null {
  return dueStep(toDunningFacts(row), new Set(row.given), today)?.step ?? null;
}

/** False when another worker was there first. */
async function writeNotice(
  tx: Tx,
  { billing_account_id }: AccountToSweep,
  row: DunningRow,
  { step, today, at }: { readonly step: DunningStep; readonly today: CalendarDate; readonly at: Date },
): Promise<boolean> {
  const [written] = await tx
    .insertInto('dunning_notice')
    .values({ billing_account_id, invoice_id: row.invoice_id, step, given_on: today, given_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('step')
    .execute();
  if (written === undefined) return false;
  await insertRows(tx, {
    activity_log: [
      {
        billing_account_id,
        activity_id: newId(at),
        at,
        actor_id: null,
        actor_name: 'Betalt',
        action: 'invoice.remind',
        resource_id: row.name,
        result: 'Succeeded',
        facts: { step, dueOn: row.due_on },
      },
    ],
  });
  return true;
}

function letterOf(step: DunningStep, row: DunningRow, today: CalendarDate): Letter {
  const invoice = toInvoiceInMail(row);
  const late = daysLate(invoice, today);
  const kind = LETTER_OF_STEP[step];
  switch (kind) {
    case 'due_soon':
      return { kind, invoice, daysLeft: -late, chargedTo: chargedCard(row) };
    case 'due_today':
      return { kind, invoice, chargedTo: chargedCard(row) };
    case 'reminder':
      return { kind, invoice, daysLate: late, isLast: step === lastReminder() };
    case 'profile_warned':
      return { kind, invoice, daysLate: late, disabledOn: addDays(invoice.dueOn, offsetOf('disabled')) };
    case 'profile_disabled':
      return { kind, invoice, daysLate: late };
  }
}

function lastReminder(): DunningStep {
  const step = TIMELINE.findLast(({ kind }) => kind === 'reminder')?.step;
  assert(step !== undefined && isDunningStep(step), 'the timeline has reminders');
  return step;
}

function offsetOf(step: DunningStep): number {
  const found = TIMELINE.find((each) => each.step === step);
  assert(found !== undefined, `${step} is a step of the timeline`);
  return found.offsetDays;
}
