import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { LATER_COLUMNS, SCHEMA } from './schema.ts';

export type Row = Record<string, null | number | bigint | string | Uint8Array>;

/**
 * SQLite through `node:sqlite`, write-ahead log, synchronous=FULL: a commit is on the disk before it is answered, so a
 * `kill -9` loses nothing that anybody was told. Chosen over an append log of our own because lists need indexes, and
 * the effects of a request, its events and its idempotency answer must be there together or not at all.
 *
 * The driver is synchronous, so a transaction runs without another request in between.
 */
export class Store {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** `folder` is made when missing; throws when it cannot be written. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#database = new DatabaseSync(join(folder, 'sandbox.sqlite'));
    this.#database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000;');
    this.#database.exec(SCHEMA);
    for (const { table, column, definition } of LATER_COLUMNS) {
      const known = this.all('select 1 from pragma_table_info(?) where name = ?', table, column);
      if (known.length === 0) this.#database.exec(`alter table ${table} add column ${definition}`);
    }
  }

  /** Commits when `work` returns, rolls back when it throws. Not nestable. */
  transaction<T>(work: () => T): T {
    this.#database.exec('begin immediate');
    try {
      const result = work();
      this.#database.exec('commit');
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('rollback');
      throw error;
    }
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#prepared(sql).all(...values);
  }

  one(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepared(sql).get(...values);
  }

  run(sql: string, ...values: SQLInputValue[]): void {
    this.#prepared(sql).run(...values);
  }

  close(): void {
    this.#database.close();
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
