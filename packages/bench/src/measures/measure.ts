import type { BenchOptions } from '../options.ts';
import type { Population } from '../population/population.ts';
import type { Figure } from '../report/figure.ts';
import type { Api, ApiOptions } from '../subject/api.ts';
import type { Gateway } from '../subject/gateway.ts';
import type { Pgbench } from '../yardsticks/pgbench.ts';
import type { DueInvoices } from './due-invoices.ts';

/** One row of the table, or a few: what is measured, and how. */
export interface Measure {
  readonly name: string;
  run(bench: Bench): Promise<readonly Figure[]>;
}

/** What every measure is given. */
export interface Bench {
  readonly options: BenchOptions;
  readonly population: Population;
  readonly databaseUrl: string;
  readonly api: Api;
  readonly gateway: Gateway;
  readonly pgbench: Pgbench;
  readonly dueInvoices: DueInvoices;
  /** Another API process, for measures that compare two; the caller stops it. */
  startApi(options?: Partial<ApiOptions>): Promise<Api>;
  /** Every database that payments were made in, the first one first: the books of all are checked at the end. */
  readonly databases: string[];
  /** A migrated and filled database beside the first, on the same server. */
  otherDatabase(population: Population): Promise<string>;
  say(line: string): void;
}
