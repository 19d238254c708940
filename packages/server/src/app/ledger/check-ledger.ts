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
 * Proves that the books add up, from the rows alone: every journal entry balances in one currency; what invoices say is due is
 * what the receivable says; every settled payment is exactly its allocations plus money on account. An admin read over all accounts.
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
  wrongReceivables,
  wrongSettlements,
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

async function wrongReceivables(db: Database): Promise<string[]> {
  const { rows } = await sql<{
    billing_account_id: string;
    billing_profile_id: string;
    currency: string;
    due: bigint;
    receivable: bigint;
  }>`
    with due as (
      select billing_account_id, billing_profile_id, currency, sum(amount_due_minor) as minor from invoice
      where voided_at is null group by 1, 2, 3),
    receivable as (
      select billing_account_id, billing_profile_id, currency, sum(amount_minor) as minor from posting
      where ledger_account = 'receivable' group by 1, 2, 3)
    select billing_account_id, billing_profile_id, currency, coalesce(due.minor, 0)::bigint as due, coalesce(receivable.minor, 0)::bigint as receivable
    from due full join receivable using (billing_account_id, billing_profile_id, currency)
    where coalesce(due.minor, 0) <> coalesce(receivable.minor, 0)`.execute(db);
  return rows.map(
    (row) =>
      `account ${row.billing_account_id}, profile ${row.billing_profile_id}: invoices say ${row.due} ${row.currency} are due, the receivable says ${row.receivable}`,
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
    where coalesce(cleared.minor, 0) <> case when p.outcome = 'succeeded' then p.amount_minor else 0 end`.execute(db);
  return rows.map(
    (row) =>
      `account ${row.billing_account_id}: payment ${row.payment_id} of ${row.amount_minor} has ${row.posted} posted`,
  );
}
