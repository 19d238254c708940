import { isWorse, type Standing, standingOf } from '@betalt/core/dunning/standing.ts';
import { type CalendarDate, calendarDateAt } from '@betalt/core/shared/calendar-date.ts';
import { ok } from '@betalt/core/shared/result.ts';
import { type Database, inTransaction, type Tx } from '../../db/database.ts';
import {
  type AccountToSweep,
  findAccountToSweep,
  listDunningInvoices,
  listStandings,
  type ProfileStanding,
} from '../../db/queries/dunning.ts';
import { recordActivity } from '../money/record-activity.ts';
import { toDunningFacts } from './dunning-facts.ts';

export interface StandingDependencies {
  readonly db: Database;
  readonly clock: () => Date;
}

/** Moves the standing of every profile of an account to what its invoices say today. */
export async function reviewStandings(
  { db, clock }: StandingDependencies,
  account: AccountToSweep,
  today: CalendarDate,
): Promise<void> {
  for (const profile of await listStandings(db, account.billing_account_id)) {
    await reviewStanding(db, account, profile, { today, at: clock() });
  }
}

/**
 * After something happened to a profile's invoices: a profile that is warned or disabled is cleared at once when there is no
 * reason left. Making it worse is left to the sweep, which gives notice in the same hour.
 */
export async function clearStandings(
  { db, clock }: StandingDependencies,
  billingAccountId: string,
  billingProfileIds: readonly string[],
): Promise<void> {
  const standings = await listStandings(db, billingAccountId);
  const asked = standings.filter(
    ({ billing_profile_id, status }) => status !== 'Active' && billingProfileIds.includes(billing_profile_id),
  );
  if (asked.length === 0) return;
  const account = await findAccountToSweep(db, billingAccountId);
  if (account === undefined) return;
  const at = clock();
  const today = calendarDateAt(at.getTime(), account.time_zone);
  for (const profile of asked) await reviewStanding(db, account, profile, { today, at });
}

/** One transaction, under the profile's lock; whatever changes an invoice at that moment brings its own review after it. */
async function reviewStanding(
  db: Database,
  { billing_account_id }: AccountToSweep,
  { billing_profile_id: billingProfileId, status }: ProfileStanding,
  { today, at }: { readonly today: CalendarDate; readonly at: Date },
): Promise<void> {
  // Most profiles have nothing past due, and are not written to.
  const before = await listDunningInvoices(db, billing_account_id, { dueBy: today, billingProfileId });
  if (before.length === 0 && status === 'Active') return;
  await inTransaction(db, async (tx) => {
    const profile = await lockProfile(tx, billing_account_id, billingProfileId);
    if (profile === undefined || profile.status === 'Deleted') return ok(undefined);
    const rows = await listDunningInvoices(tx, billing_account_id, { dueBy: today, billingProfileId });
    const current = profile.status as Standing;
    const next = standingOf(current, rows.map(toDunningFacts), today);
    if (next !== current) {
      const facts = { from: current, to: next, invoiceNames: rows.map(({ name }) => name) };
      await moveStanding(
        tx,
        { billing_account_id, billingProfileId, name: profile.name },
        { current, next, facts, at },
      );
    }
    return ok(undefined);
  });
}

function lockProfile(tx: Tx, billingAccountId: string, billingProfileId: string) {
  return tx
    .selectFrom('billing_profile')
    .select(['status', 'name'])
    .where('billing_account_id', '=', billingAccountId)
    .where('billing_profile_id', '=', billingProfileId)
    .forUpdate()
    .executeTakeFirst();
}

async function moveStanding(
  tx: Tx,
  {
    billing_account_id,
    billingProfileId,
    name,
  }: { billing_account_id: string; billingProfileId: string; name: string },
  {
    current,
    next,
    facts,
    at,
  }: { current: Standing; next: Standing; facts: { readonly invoiceNames: readonly string[] }; at: Date },
): Promise<void> {
  await tx
    .updateTable('billing_profile')
    .set({ status: next })
    .where('billing_account_id', '=', billing_account_id)
    .where('billing_profile_id', '=', billingProfileId)
    .execute();
  const word = wordOf(current, next);
  await recordActivity(
    tx,
    {
      billingAccountId: billing_account_id,
      action: `profile.${ACTIONS[word]}`,
      resourceId: name,
      facts,
      event: `billingProfile.${word}`,
      invoiceNames: facts.invoiceNames,
      billingProfileIds: [billingProfileId],
    },
    { userId: null, name: 'Betalt' },
    at,
  );
}

/** From Disabled back to Warned is told as a warning: that is how the profile stands then. */
function wordOf(current: Standing, next: Standing): keyof typeof ACTIONS {
  if (next === 'Disabled') return 'disabled';
  return next === 'Warned' || isWorse(next, current) ? 'warned' : 'reactivated';
}

const ACTIONS = { warned: 'warn', disabled: 'disable', reactivated: 'reactivate' } as const;
