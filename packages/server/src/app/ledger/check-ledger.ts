import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';

export interface LedgerCheck {
  readonly currencies: readonly {
    readonly currency: string;
    readonly debitMinor: bigint;
    readonly creditMinor: bigint;
    readonly entries: bigint;
  }[];
  /** Sentences, each naming the account and the row that is wrong; empty when the books add up. */
  readonly problems: readonly string[];
}

/**
 * Proves that the books add up, from the rows alone: every journal entry balances in one currency; what invoices, credit notes, money
 * on account, refunds and disputes say is what their ledger accounts say; the money of every payment is somewhere, once; an invoice
 * asks for what it was issued with less what it has; and the payment that an invoice waits for is there. An admin read over all accounts.
 */
export async function checkLedger(db: Database): Promise<LedgerCheck> {
  const totals = await sql<{ currency: string; debit: bigint; credit: bigint; entries: bigint }>`
    select currency, coalesce(sum(amount_minor) filter (where amount_minor > 0), 0)::bigint as debit,
      coalesce(-sum(amount_minor) filter (where amount_minor < 0), 0)::bigint as credit,
      count(distinct (billing_account_id, journal_entry_id)) as entries
    from posting group by currency order by currency`.execute(db);
  const problems = (await Promise.all(CHECKS.map((check) => check(db)))).flat();
  return {
    currencies: totals.rows.map(({ currency, debit, credit, entries }) => ({
      currency,
      debitMinor: debit,
      creditMinor: credit,
      entries,
    })),
    problems,
  };
}

const CHECKS: readonly ((db: Database) => Promise<string[]>)[] = [
  unbalancedEntries,
  emptyEntries,
  wrongBalances,
  wrongSettlements,
  strayMoney,
  wrongDues,
  wrongCredits,
  wrongSlots,
];

async function unbalancedEntries(db: Database): Promise<string[]> {
  const { rows } = await sql<{ billing_account_id: string; journal_entry_id: string; off: bigint; currencies: bigint }>`
    select p.billing_account_id, p.journal_entry_id, sum(p.amount_minor)::bigint as off, count(distinct p.currency) as currencies
    from posting p join journal_entry e on e.billing_account_id = p.billing_account_id and e.journal_entry_id = p.journal_entry_id
    group by p.billing_account_id, p.journal_entry_id
    having sum(p.amount_minor) <> 0 or count(distinct p.currency) <> 1 or bool_or(p.currency <> e.currency)`.execute(
    db,
  );
  return rows.map(
    (row) =>
      `account ${row.billing_account_id}: entry ${row.journal_entry_id} is off by ${row.off} in ${row.currencies} currencies`,
  );
}

/** An entry without postings says that something happened and not what; only what moves nothing may have none. */
async function emptyEntries(db: Database): Promise<string[]> {
  const { rows } = await sql<{ billing_account_id: string; journal_entry_id: string; kind: string }>`
    select e.billing_account_id, e.journal_entry_id, e.kind from journal_entry e
    left join invoice i on i.billing_account_id = e.billing_account_id and i.invoice_id = e.invoice_id
    where coalesce(i.total_minor, 1) <> 0 and not exists (
      select 1 from posting p where p.billing_account_id = e.billing_account_id and p.journal_entry_id = e.journal_entry_id)`.execute(
    db,
  );
  return rows.map(
    (row) => `account ${row.billing_account_id}: entry ${row.journal_entry_id} (${row.kind}) has no postings`,
  );
}

/** What the rows of each kind say, in the sign of the ledger: a credit is negative. */
const SAID_BY_ROWS = `
  select billing_account_id, billing_profile_id, currency, case document_type when 'CreditNote' then 'credits' else 'receivable' end as ledger_account,
    amount_due_minor as minor from invoice where voided_at is null
  union all
  select billing_account_id, billing_profile_id, currency, 'money_on_account', -remaining_minor from money_on_account
  union all
  select r.billing_account_id, (part ->> 'billingProfileId')::uuid, r.currency, 'refunds_payable', -(part ->> 'amountMinor')::bigint
    from refund r, jsonb_array_elements(r.parts) part where r.outcome in ('recorded', 'unknown', 'pending')
  union all
  select d.billing_account_id, (part ->> 'billingProfileId')::uuid, d.currency, 'disputed',
    (part ->> 'invoiceMinor')::bigint + (part ->> 'onAccountMinor')::bigint + (part ->> 'beyondMinor')::bigint
    from dispute d, jsonb_array_elements(d.parts) part where d.state = 'open' and not d.is_inquiry`;

async function wrongBalances(db: Database): Promise<string[]> {
  const { rows } = await sql<{
    billing_account_id: string;
    billing_profile_id: string;
    currency: string;
    ledger_account: string;
    said: bigint;
    posted: bigint;
  }>`
    with said as (
      select billing_account_id, billing_profile_id, currency, ledger_account, sum(minor) as minor from (${sql.raw(SAID_BY_ROWS)}) rows
      group by 1, 2, 3, 4),
    posted as (
      select billing_account_id, billing_profile_id, currency, ledger_account, sum(amount_minor) as minor from posting
      where ledger_account in ('receivable', 'credits', 'money_on_account', 'refunds_payable', 'disputed') group by 1, 2, 3, 4)
    select billing_account_id, billing_profile_id, currency, ledger_account, coalesce(said.minor, 0)::bigint as said,
      coalesce(posted.minor, 0)::bigint as posted
    from said full join posted using (billing_account_id, billing_profile_id, currency, ledger_account)
    where coalesce(said.minor, 0) <> coalesce(posted.minor, 0)`.execute(db);
  return rows.map(
    (row) =>
      `account ${row.billing_account_id}, profile ${row.billing_profile_id}: rows say ${row.said} ${row.currency} of ${row.ledger_account}, the ledger says ${row.posted}`,
  );
}

async function wrongSettlements(db: Database): Promise<string[]> {
  const { rows } = await sql<{ billing_account_id: string; payment_id: string; amount_minor: bigint; posted: bigint }>`
    select p.billing_account_id, p.payment_id, p.amount_minor, coalesce(cleared.minor, 0)::bigint as posted from payment p
    left join lateral (
      select sum(g.amount_minor) as minor from journal_entry e
      join posting g on g.billing_account_id = e.billing_account_id and g.journal_entry_id = e.journal_entry_id
      where e.billing_account_id = p.billing_account_id and e.payment_id = p.payment_id and e.kind = 'card_settled'
        and g.ledger_account = 'gateway_clearing') cleared on true
    where p.method_family not in ('CheckWire', 'Credits') and coalesce(cleared.minor, 0) <> case when p.outcome = 'succeeded' then p.amount_minor else 0 end`.execute(
    db,
  );
  return rows.map(
    (row) =>
      `account ${row.billing_account_id}: payment ${row.payment_id} of ${row.amount_minor} has ${row.posted} posted`,
  );
}

/** A payment that settled is on invoices, on account, placed from there, refunded, or lost in a dispute: each part of it once. */
async function strayMoney(db: Database): Promise<string[]> {
  const { rows } = await sql<{ billing_account_id: string; payment_id: string; amount_minor: bigint; found: bigint }>`
    with place as (
      select billing_account_id, payment_id, amount_minor - returned_minor as minor from allocation where state = 'settled'
      union all select billing_account_id, payment_id, remaining_minor from money_on_account
      union all select billing_account_id, source_payment_id, amount_minor - returned_minor from credit_use where source_payment_id is not null
      union all select billing_account_id, payment_id, returned_minor from credit_use
      union all select r.billing_account_id, r.payment_id, (part ->> 'amountMinor')::bigint
        from refund r, jsonb_array_elements(r.parts) part where r.outcome <> 'failed' and part ->> 'source' <> 'credits'
      union all select d.billing_account_id, d.payment_id, (part ->> 'invoiceMinor')::bigint + (part ->> 'onAccountMinor')::bigint
        from dispute d, jsonb_array_elements(d.parts) part where d.state = 'lost'),
    found as (select billing_account_id, payment_id, sum(minor) as minor from place group by 1, 2)
    select p.billing_account_id, p.payment_id, p.amount_minor, coalesce(found.minor, 0)::bigint as found
    from payment p left join found using (billing_account_id, payment_id)
    where coalesce(found.minor, 0) <> case when p.outcome = 'succeeded' and p.reversed_at is null then p.amount_minor else 0 end`.execute(
    db,
  );
  return rows.map(
    (row) =>
      `account ${row.billing_account_id}: payment ${row.payment_id} of ${row.amount_minor} is found in places of ${row.found}`,
  );
}

/** What an invoice asks for is what it was issued with, less what payments and credit left on it, less what was written off. */
async function wrongDues(db: Database): Promise<string[]> {
  const { rows } = await sql<{ billing_account_id: string; name: string; due: bigint; expected: bigint }>`
    with moved as (
      select e.billing_account_id, e.invoice_id, g.amount_minor as minor from journal_entry e
        join posting g on g.billing_account_id = e.billing_account_id and g.journal_entry_id = e.journal_entry_id
        where e.invoice_id is not null and e.kind in ('issue', 'write_off') and g.ledger_account = 'receivable'
      union all
      select billing_account_id, invoice_id, returned_minor - amount_minor from allocation where state = 'settled'),
    expected as (select billing_account_id, invoice_id, sum(minor) as minor from moved group by 1, 2)
    select i.billing_account_id, i.name, i.amount_due_minor as due, asked.minor::bigint as expected
    from invoice i left join expected using (billing_account_id, invoice_id)
    cross join lateral (select case when i.voided_at is null then coalesce(expected.minor, 0) else 0 end as minor) asked
    where i.document_type = 'Invoice' and i.amount_due_minor <> asked.minor`.execute(db);
  return rows.map(
    (row) =>
      `account ${row.billing_account_id}: invoice ${row.name} says ${row.due} is due, its entries and payments say ${row.expected}`,
  );
}

/** What is left of a credit note is what it was issued with, less what was used of it and what went back to the payer. */
async function wrongCredits(db: Database): Promise<string[]> {
  const { rows } = await sql<{ billing_account_id: string; name: string; left: bigint; expected: bigint }>`
    with moved as (
      select e.billing_account_id, e.invoice_id, -g.amount_minor as minor from journal_entry e
        join posting g on g.billing_account_id = e.billing_account_id and g.journal_entry_id = e.journal_entry_id
        where e.kind = 'credit_note' and g.ledger_account = 'credits'
      union all select billing_account_id, credit_note_id, returned_minor - amount_minor from credit_use where credit_note_id is not null
      union all select r.billing_account_id, (part ->> 'creditNoteId')::uuid, -(part ->> 'amountMinor')::bigint
        from refund r, jsonb_array_elements(r.parts) part where r.outcome <> 'failed' and part ->> 'source' = 'credits'),
    expected as (select billing_account_id, invoice_id, sum(minor) as minor from moved group by 1, 2)
    select i.billing_account_id, i.name, -i.amount_due_minor as left, coalesce(expected.minor, 0)::bigint as expected
    from invoice i left join expected using (billing_account_id, invoice_id)
    where i.document_type = 'CreditNote' and -i.amount_due_minor <> coalesce(expected.minor, 0)`.execute(db);
  return rows.map(
    (row) =>
      `account ${row.billing_account_id}: credit note ${row.name} says ${row.left} is left, its entry and uses say ${row.expected}`,
  );
}

/** An invoice that waits for a payment cannot be paid by another: the two have to know of each other. */
async function wrongSlots(db: Database): Promise<string[]> {
  const { rows } = await sql<{ billing_account_id: string; name: string; shown: string | null; held: string | null }>`
    select i.billing_account_id, i.name, i.live_payment_id as shown, a.payment_id as held
    from invoice i
    left join allocation a on a.billing_account_id = i.billing_account_id and a.invoice_id = i.invoice_id and a.state = 'live'
    where i.live_payment_id is distinct from a.payment_id`.execute(db);
  return rows.map(({ billing_account_id, name, shown, held }) =>
    held === null
      ? `account ${billing_account_id}: the slot of invoice ${name} is held by no payment, and says ${shown}`
      : `account ${billing_account_id}: the slot of invoice ${name} is held by payment ${held}, and says ${shown ?? 'nobody'}`,
  );
}
