import { type LoadResult, runLoad } from '../load/http-load.ts';
import { payInvoice } from '../load/requests.ts';
import type { Api } from '../subject/api.ts';
import { PAY_BY_FUNCTIONS, PAY_BY_STATEMENTS } from '../yardsticks/scripts.ts';
import { firstUntouched } from './due-invoices.ts';
import type { Bench } from './measure.ts';

// Nobody here pays faster than this, so a run can never take invoices of the next one.
const MOST_PER_SECOND = 4_000;

export interface PayLoad {
  readonly clients: number;
  readonly seconds: number;
  readonly mostRequests?: number;
  /** Told as each payment is sent. */
  readonly onSend?: (invoice: number) => void;
}

/** Pays due invoices over HTTP, each once, and expects every one of them to be settled in the answer. */
export async function loadPay(
  { population, dueInvoices }: Bench,
  api: Api,
  { clients, seconds, mostRequests = MOST_PER_SECOND * seconds, onSend }: PayLoad,
): Promise<LoadResult> {
  const taken = dueInvoices.take(mostRequests);
  let next = taken.first;
  const result = await runLoad({
    port: api.port,
    clients,
    seconds,
    mostRequests: taken.count,
    next: () => {
      onSend?.(next);
      return payInvoice(population, next++);
    },
  });
  dueInvoices.giveBack(next);
  return result;
}

const SCRIPTS = { statements: PAY_BY_STATEMENTS, functions: PAY_BY_FUNCTIONS };

/** The same payments by pgbench, on due invoices of its own. */
export async function pgbenchPay(
  { pgbench, population, dueInvoices, databaseUrl }: Bench,
  by: keyof typeof SCRIPTS,
  { clients, seconds }: { clients: number; seconds: number },
) {
  const { first } = dueInvoices.take(MOST_PER_SECOND * seconds);
  const variables = { accounts: population.accounts, first, i: 0 };
  const result = await pgbench({ script: SCRIPTS[by], clients, seconds, variables, withLatencies: true });
  // Its clients do not step evenly: the invoices say how far the furthest came.
  dueInvoices.giveBack(await firstUntouched(databaseUrl, population));
  return result;
}
