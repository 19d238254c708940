import type { InvoiceDocument } from '@betalt/core/invoices/document/invoice-document.ts';
import { assert } from '@betalt/core/shared/assert.ts';
import { ok } from '@betalt/core/shared/result.ts';
import { issueInvoice } from '../app/invoices/issue-invoice.ts';
import type { OriginalFile } from '../app/invoices/issue-order.ts';
import { payments } from '../app/payments/payments.ts';
import { repairDuePayments } from '../app/payments/repair-payments.ts';
import { type Database, inTransaction, type Tx } from '../db/database.ts';
import { writeJsonInvoice } from '../einvoice/write-json.ts';
import { DEMO_ACCOUNTS } from './demo-customers.ts';
import { demoDocument } from './demo-documents.ts';
import { demoPerson } from './demo-people.ts';
import { type DemoDependencies, type DemoPlan, morningOf, planOf } from './demo-plan.ts';
import { demoProgress, isIssued, markSeeded } from './demo-progress.ts';
import { playFates } from './play-fates.ts';
import { writeDemoAccount } from './write-demo-account.ts';
import { linkDemoCards, writeDemoCards } from './write-demo-cards.ts';
import { writeDemoPeople } from './write-demo-people.ts';

/**
 * Fills an empty database with the demo: people, customers, invoices over two years in every state, saved cards, and the
 * payments of what is paid, which are real payments at the sandbox, so that ledger and witness agree from the first minute.
 *
 * Everything has a name or an id of its own, so a seed that was killed half-way goes on where it stopped at the next start.
 *
 * @returns false when there was nothing to do: the demo is complete, or the database holds something else
 */
export async function seedDemo(dependencies: DemoDependencies): Promise<boolean> {
  const client = await dependencies.database.pool.connect();
  try {
    // Two processes that start on one empty database: the second waits, and then finds it done.
    await client.query('select pg_advisory_lock(hashtext($1))', [SEEDING]);
    return await seed(dependencies);
  } finally {
    await client.query('select pg_advisory_unlock(hashtext($1))', [SEEDING]);
    client.release();
  }
}

const SEEDING = 'betalt demo';

async function seed(dependencies: DemoDependencies): Promise<boolean> {
  const { db } = dependencies.database;
  const now = dependencies.clock();
  const progress = await demoProgress(db);
  if (progress === 'complete' || progress === 'other') return false;
  if (progress === 'begun') await settleInterrupted(dependencies);
  const plans = DEMO_ACCOUNTS.map((account) => planOf(account, now));
  await writeDemoPeople(db, plans[0]?.foundedAt ?? now);
  await Promise.all([writeDemoCards(dependencies), writePlans(db, plans)]);
  await linkDemoCards(dependencies);
  for (const plan of plans) await playFates(dependencies, plan);
  await markSeeded(db, now);
  return true;
}

/** Payments that were under way when the last seed was killed: the sandbox says what became of each. */
async function settleInterrupted({ database, gateway, clock }: DemoDependencies): Promise<void> {
  const door = payments({ pool: database.pool, gateway, clock, onCommitted: () => undefined });
  while ((await repairDuePayments({ db: database.db, gateway, payments: door, clock })) > 0);
}

async function writePlans(db: Database, plans: readonly DemoPlan[]): Promise<void> {
  for (const plan of plans) await inTransaction(db, async (tx) => ok(await writeOnce(tx, plan)));
}

/** Account and invoices come in one transaction, so whoever finds the account finds them all. */
async function writeOnce(tx: Tx, { account, foundedAt, invoices }: DemoPlan): Promise<void> {
  if (await isIssued(tx, account.billingAccountId)) return;
  await writeDemoAccount(tx, account, foundedAt);
  const { userId, name } = demoPerson('finance@vendor.example');
  for (const plan of invoices) {
    const profile = account.profiles.find((each) => each.name === plan.profile);
    assert(profile !== undefined, `${account.displayName} has no profile ${plan.profile}`);
    const { billingAccountId } = account;
    const issued = await issueInvoice(
      tx,
      { billingAccountId, billingProfileId: profile.billingProfileId },
      { document: demoDocument(account, profile, plan), invoiceType: plan.invoiceType, original: originalOf },
      { issuer: { userId, name }, at: morningOf(plan), action: 'invoice.issue' },
    );
    assert(issued.ok, `the demo's invoice ${plan.key} cannot be issued`);
  }
}

/** The vendor's file, in the form that Betalt documents: it can be downloaded, and imported again. */
function originalOf(document: InvoiceDocument): OriginalFile {
  return {
    fileName: `${document.number}.json`,
    mediaType: 'application/json',
    bytes: writeJsonInvoice(document),
  };
}
