import type { Actor } from '@betalt/core/access/may.ts';
import { countedNumber } from '@betalt/core/invoices/issue-name.ts';
import { assert } from '@betalt/core/shared/assert.ts';
import { addDays } from '@betalt/core/shared/calendar-date.ts';
import { ok } from '@betalt/core/shared/result.ts';
import { sql } from 'kysely';
import { voidInvoice } from '../app/invoices/void-invoice.ts';
import { payerOf } from '../app/payments/payer.ts';
import { payments } from '../app/payments/payments.ts';
import { inTransaction } from '../db/database.ts';
import { newId } from '../db/new-id.ts';
import { demoCard } from './demo-cards.ts';
import type { DemoAccount } from './demo-customers.ts';
import type { DemoFate, DemoInvoice } from './demo-invoice.ts';
import { demoPerson } from './demo-people.ts';
import type { DemoDependencies, DemoPlan } from './demo-plan.ts';

/**
 * What became of the demo's invoices. Payments go through the same door as a payer's: recorded, asked of the sandbox,
 * applied; only the clock is that of the day on which they were made. Whatever has happened to an invoice already is left
 * alone, so a seed that goes on pays nothing twice.
 */
export async function playFates(dependencies: DemoDependencies, { account, invoices }: DemoPlan): Promise<void> {
  const played = await playedInvoices(dependencies, account);
  // The account was empty, so the n-th invoice that was issued has the n-th number.
  const fated = invoices.flatMap((invoice, index) => {
    const name = countedNumber(BigInt(index + 1));
    return invoice.fate === undefined || played.has(name) ? [] : [{ invoice, fate: invoice.fate, name }];
  });
  await inParallel(fated, AT_ONCE, (each) => play(dependencies, account, each));
}

/** Names of the invoices that were paid, declined, made void or disputed before this seed was begun again. */
async function playedInvoices({ database }: DemoDependencies, { billingAccountId }: DemoAccount): Promise<Set<string>> {
  const rows = await database.db
    .selectFrom('invoice')
    .select('name')
    .where('billing_account_id', '=', billingAccountId)
    .where(
      sql<boolean>`payments <> '[]' or failed_payments <> '[]' or voided_at is not null or disputed_at is not null`,
    )
    .execute();
  return new Set(rows.map(({ name }) => name));
}

type Fated = { readonly invoice: DemoInvoice; readonly fate: DemoFate; readonly name: string };

// The sandbox writes each charge through to the disk; more at once only wait for one another.
const AT_ONCE = 8;

async function play(dependencies: DemoDependencies, account: DemoAccount, fated: Fated): Promise<void> {
  const at = momentOf(fated, dependencies.clock());
  switch (fated.fate.kind) {
    case 'void':
      return await makeVoid(dependencies, account, fated.name, at);
    case 'disputed':
      return await dispute(dependencies, account, fated.name, at);
    case 'paid':
    case 'partPaid':
    case 'declined':
      return await pay(dependencies, account, fated, fated.fate, at);
  }
}

/** Paid between one and four weeks after it came, and never in the future. */
function momentOf({ invoice, name }: Fated, now: Date): Date {
  const days = 8 + ((Number(name.slice(1)) * 7) % 20);
  const at = new Date(`${addDays(invoice.issuedOn, days)}T09:${String(days).padStart(2, '0')}:00Z`);
  return at < now ? at : now;
}

type PaidFate = Extract<DemoFate, { readonly card: string }>;

async function pay(
  { database, gateway }: DemoDependencies,
  account: DemoAccount,
  { name }: Fated,
  fate: PaidFate,
  at: Date,
): Promise<void> {
  const asOfThen = payments({
    pool: database.pool,
    // The adapter looks old attempts up instead of charging them; this one is old by its date only.
    gateway: { ...gateway, charge: (order) => gateway.charge({ ...order, startedAt: new Date() }) },
    clock: () => at,
    onCommitted: () => undefined,
  });
  const paid = await asOfThen.pay(payerOf(demoActor(account, fate.by)), {
    billingAccountId: account.billingAccountId,
    agreementType: 'MicrosoftCustomerAgreement',
    paymentMethodId: demoCard(fate.card).paymentMethodId,
    invoices: [{ name, ...(fate.kind === 'partPaid' && { amountMinor: fate.amountMinor }) }],
  });
  assert(paid.ok, `the demo's invoice ${name} cannot be paid: ${paid.ok ? '' : paid.error.code}`);
}

function demoActor(account: DemoAccount, email: string): Actor {
  const { userId, name } = demoPerson(email);
  const roles = account.assignments
    .filter((each) => each.email === email)
    .map(({ role, profile }) => ({
      role,
      billingProfileId: account.profiles.find((each) => each.name === profile)?.billingProfileId,
    }));
  return { userId, name, roles, issuerRoles: [] };
}

async function makeVoid(
  { database }: DemoDependencies,
  { billingAccountId }: DemoAccount,
  invoiceName: string,
  at: Date,
): Promise<void> {
  const issuer = demoPerson('finance@vendor.example');
  const made = await inTransaction(database.db, (tx) =>
    voidInvoice(tx, { billingAccountId, invoiceName }, { issuer, at }),
  );
  assert(made.ok, `the demo's invoice ${invoiceName} cannot be made void`);
}

/** The payer has asked about a line; until that is answered nobody is to pay it. */
async function dispute(
  { database }: DemoDependencies,
  account: DemoAccount,
  invoiceName: string,
  at: Date,
): Promise<void> {
  const { userId, name } = demoPerson(account.owner);
  const own = { billing_account_id: account.billingAccountId };
  await inTransaction(database.db, async (tx) => {
    await tx
      .updateTable('invoice')
      .set((column) => ({ disputed_at: at, row_version: column('row_version', '+', 1n) }))
      .where('billing_account_id', '=', account.billingAccountId)
      .where('name', '=', invoiceName)
      .execute();
    const action = { action: 'invoice.dispute', resource_id: invoiceName, result: 'Succeeded' };
    await tx
      .insertInto('activity_log')
      .values({ ...own, activity_id: newId(), at, actor_id: userId, actor_name: name, ...action })
      .execute();
    return ok(undefined);
  });
}

/** Runs `work` on each, in order, at most `limit` at once. */
async function inParallel<T>(items: readonly T[], limit: number, work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  const worker = async () => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: limit }, worker));
}
