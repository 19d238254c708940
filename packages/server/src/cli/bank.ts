import type { BankTransactionState } from '../db/queries/bank-transaction-row.ts';
import { importBankFiles } from './bank-import.ts';
import { listBank } from './bank-list.ts';
import { withDatabase } from './with-database.ts';

const out = (line: string) => void process.stdout.write(`${line}\n`);

/** `betalt bank import FILE…`. @returns 1 when a file was refused */
export function bankImportCommand(files: readonly string[], { intraday }: { intraday?: boolean }): Promise<number> {
  return withDatabase(({ db }) => {
    // Nobody listens in this process; the server's own reader finds the events in the outbox.
    const dependencies = { db, clock: () => new Date(), onCommitted: () => undefined };
    return importBankFiles(dependencies, { files, acceptIntraday: intraday === true, out });
  });
}

/** `betalt bank list`. */
export function bankListCommand({ state, limit }: { state?: BankTransactionState; limit: string }): Promise<void> {
  const most = /^\d{1,4}$/.test(limit) ? Number(limit) : 50;
  return withDatabase(({ db }) => listBank(db, { state, limit: Math.max(most, 1), out }));
}
