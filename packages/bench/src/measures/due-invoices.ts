import pg from 'pg';
import type { Population } from '../population/population.ts';

/** Deals out invoices that are still due, each to one run only, in the order of their numbers. */
export interface DueInvoices {
  /** At most `count` invoices from `first` on, which are the caller's. @throws Error when none is left */
  take(count: number): { readonly first: number; readonly count: number };
  /** Gives back the end of the last run, which was not used. */
  giveBack(firstUnused: number): void;
}

export function dueInvoicesFrom({ invoices }: Population, firstDue: number): DueInvoices {
  let next = firstDue;
  return {
    take(wanted) {
      const first = next;
      const count = Math.min(wanted, invoices + 1 - first);
      if (count <= 0)
        throw new Error('every invoice of the database is paid: use more --invoices, or a new --data-dir');
      next += count;
      return { first, count };
    },
    giveBack(firstUnused) {
      if (firstUnused > next) throw new Error(`invoice ${firstUnused} was not taken`);
      next = firstUnused;
    },
  };
}

/** The first invoice that no run has touched yet; a kept database has been paid from before. */
export async function firstUntouched(url: string, { lastPaid }: Population): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ last: number | null }>(
      `select max(substr(name, 2)::int) as last from invoice where name like 'B%' and (amount_due_minor = 0 or live_payment_id is not null)`,
    );
    return Math.max(rows[0]?.last ?? 0, lastPaid) + 1;
  } finally {
    await client.end();
  }
}
