import pg from 'pg';

/** Nothing of the transaction stayed, so it can simply be run again: serialization_failure, deadlock_detected. */
export function retryableSqlState(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01');
}

/** True when `error` is a violation of the named unique constraint or index (matched without a shard suffix). */
export function violatesUnique(error: unknown, constraint: string): boolean {
  return error instanceof pg.DatabaseError && error.code === '23505' && (error.constraint ?? '').startsWith(constraint);
}
