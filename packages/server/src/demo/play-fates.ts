import type { Actor } from '@betalt/core/access/may.ts';
import { countedNumber } from '@betalt/core/invoices/issue-name.ts';
import { assert } from '@betalt/core/shared/assert.ts';
import { addDays } from '@betalt/core/shared/calendar-date.ts';
import { inLanes } from '@betalt/core/shared/in-lanes.ts';
import { sql } from 'kysely';
import { hearDispute } from '../app/disputes/apply-dispute.ts';
import { creditInvoice } from '../app/invoices/credit-invoice.ts';
import { voidInvoice } from '../app/invoices/void-invoice.ts';
import { receiveTransfer } from '../app/money/receive-transfer.ts';
import { payerOf } from '../app/payments/payer.ts';
import { payments } from '../app/payments/payments.ts';
import { askAboutInvoice } from '../app/queries/invoice-queries.ts';
import { inTransaction } from '../db/database.ts';
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
    const before = played.get(name) ?? 'nothing';
    return invoice.fate === undefined || before === lastStepOf(invoice.fate)
      ? []
      : [{ invoice, fate: invoice.fate, name, before }];
  });
  await inLanes(fated, AT_ONCE, (each) => play(dependencies, account, each));
}

/** How far an invoice had come before this seed was begun again: crediting and disputing have two steps. */
type Step = 'nothing' | 'played' | 'credited' | 'disputed';

function lastStepOf({ kind }: DemoFate): Step {
  return kind === 'credited' || kind === 'disputed' ? kind : 'played';
}

/** The invoices that were paid, declined, credited, asked about, made void or disputed before. */
async function playedInvoices(
  { database }: DemoDependencies,
  { billingAccountId }: DemoAccount,
): Promise<Map<string, Step>> {
  const { rows } = await sql<{ name: string; step: Step }>`
    select i.name, case when exists (select 1 from invoice n where n.billing_account_id = i.billing_account_id
        and n.credits_invoice_id = i.invoice_id) then 'credited'
      when i.disputed_at is not null then 'disputed' else 'played' end as step
    from invoice i
    where i.billing_account_id = ${billingAccountId} and (i.payments <> '[]' or i.failed_payments <> '[]' or i.voided_at is not null
      or i.disputed_at is not null
      or exists (select 1 from invoice_query q where q.billing_account_id = i.billing_account_id and q.invoice_id = i.invoice_id))`.execute(
    database.db,
  );
  return new Map(rows.map(({ name, step }) => [name, step]));
}

type Fated = { readonly invoice: DemoInvoice; readonly fate: DemoFate; readonly name: string; readonly before: Step };

// The sandbox writes each charge through to the disk; more at once only wait for one another.
const AT_ONCE = 8;

async function play(dependencies: DemoDependencies, account: DemoAccount, fated: Fated): Promise<void> {
  const at = momentOf(fated, dependencies.clock());
  switch (fated.fate.kind) {
    case 'void':
      return await makeVoid(dependencies, account, fated.name, at);
    case 'disputed':
      if (fated.before === 'nothing') await pay(dependencies, account, fated, fated.fate, at);
      return await dispute(dependencies, account, fated.name, at);
    case 'credited':
      if (fated.before === 'nothing') await pay(dependencies, account, fated, fated.fate, at);
      return await creditPart(dependencies, account, fated.name, fated.fate, at);
    case 'transferred':
      return await transfer(dependencies, account, fated.name, fated.fate.overMinor, at);
    case 'queried':
      return await ask(dependencies, account, fated.name, fated.fate, at);
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
    invoices: [{ name, ...('amountMinor' in fate && { amountMinor: fate.amountMinor }) }],
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

const FINANCE = 'finance@vendor.example';
const DAY_MS = 86_400_000;

async function creditPart(
  { database }: DemoDependencies,
  { billingAccountId, timeZone }: DemoAccount,
  invoiceName: string,
  { creditMinor, reason }: Extract<DemoFate, { readonly kind: 'credited' }>,
  paidAt: Date,
): Promise<void> {
  const issuer: Actor = { ...demoPerson(FINANCE), roles: [], issuerRoles: ['Issuer finance'] };
  const clock = () => new Date(paidAt.getTime() + DAY_MS);
  const credited = await creditInvoice({ db: database.db, clock, onCommitted: () => undefined }, issuer, {
    billingAccountId,
    invoiceName,
    credit: { kind: 'amount', amountMinor: creditMinor },
    reason,
    timeZone,
  });
  assert(credited.ok, `the demo's invoice ${invoiceName} cannot be credited`);
}

async function transfer(
  { database }: DemoDependencies,
  { billingAccountId, displayName }: DemoAccount,
  invoiceName: string,
  overMinor: bigint,
  at: Date,
): Promise<void> {
  const received = await inTransaction(database.db, async (tx) => {
    const invoice = await tx
      .selectFrom('invoice')
      .select(['currency', 'amount_due_minor'])
      .where('billing_account_id', '=', billingAccountId)
      .where('name', '=', invoiceName)
      .executeTakeFirstOrThrow();
    const order = { billingAccountId, currency: invoice.currency, payerName: displayName, bookedAt: at };
    return receiveTransfer(
      tx,
      {
        ...order,
        amountMinor: invoice.amount_due_minor + overMinor,
        transferReference: `DEMO-${invoiceName}`,
        invoices: [{ name: invoiceName }],
      },
      { doer: demoPerson(FINANCE), at },
    );
  });
  assert(received.ok, `the demo's invoice ${invoiceName} takes no transfer`);
}

async function ask(
  { database }: DemoDependencies,
  account: DemoAccount,
  invoiceName: string,
  { by, text }: Extract<DemoFate, { readonly kind: 'queried' }>,
  at: Date,
): Promise<void> {
  const asked = await askAboutInvoice(
    { db: database.db, clock: () => at, onCommitted: () => undefined },
    demoActor(account, by),
    { billingAccountId: account.billingAccountId, invoiceName, text },
  );
  assert(asked.ok, `nobody can ask about the demo's invoice ${invoiceName}`);
}

async function makeVoid(
  { database }: DemoDependencies,
  { billingAccountId }: DemoAccount,
  invoiceName: string,
  at: Date,
): Promise<void> {
  const issuer = demoPerson(FINANCE);
  const made = await inTransaction(database.db, (tx) =>
    voidInvoice(tx, { billingAccountId, invoiceName }, { issuer, at }),
  );
  assert(made.ok, `the demo's invoice ${invoiceName} cannot be made void`);
}

/** The bank's question is whether the payment was the payer's own; until it has decided, nobody is to pay the rest. */
async function dispute(
  { database, gateway, testCards }: DemoDependencies,
  account: DemoAccount,
  invoiceName: string,
  at: Date,
): Promise<void> {
  const { gateway_payment_id: charge } = await database.db
    .selectFrom('payment_attempt as t')
    .innerJoin('allocation as a', (join) =>
      join.onRef('a.billing_account_id', '=', 't.billing_account_id').onRef('a.payment_id', '=', 't.payment_id'),
    )
    .innerJoin('invoice as i', (join) =>
      join.onRef('i.billing_account_id', '=', 'a.billing_account_id').onRef('i.invoice_id', '=', 'a.invoice_id'),
    )
    .select('t.gateway_payment_id')
    .where('i.billing_account_id', '=', account.billingAccountId)
    .where('i.name', '=', invoiceName)
    .executeTakeFirstOrThrow();
  assert(charge !== null, `the demo's invoice ${invoiceName} was paid at the gateway`);
  const clock = () => new Date(at.getTime() + DAY_MS);
  const door = payments({ pool: database.pool, gateway, clock, onCommitted: () => undefined });
  const parts = { db: database.db, gateway, payments: door, clock, onCommitted: () => undefined };
  const heard = await hearDispute(parts, await testCards.dispute(charge));
  assert(heard !== 'notOurs', `the demo's invoice ${invoiceName} cannot be disputed`);
}
