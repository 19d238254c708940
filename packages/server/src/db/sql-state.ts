import pg from 'pg';

/** Nothing of the transaction stayed, so it can simply be run again: serialization_failure, deadlock_detected. */
export function retryableSqlState(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01');
}

/** True when `error` is a violation of the named unique constraint or index (matched without a shard suffix). */
export function violatesUnique(error: unknown, constraint: string): boolean {
  return error instanceof pg.DatabaseError && error.code === '23505' && (error.constraint ?? '').startsWith(constraint);
}

/** True when the database could not be reached, went away, or had no room: nothing is wrong with what was asked of it. */
export function isDatabaseOutage(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return /^(?:08|53|57P0[1-3])/.test(error.code ?? '');
  if (!(error instanceof Error)) return false;
  if ('code' in error && NOT_REACHED.has(String(error.code)) && 'syscall' in error) return true;
  return LOST.test(error.message);
}

const NOT_REACHED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

// pg says these without a code.
const LOST =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/;
