import { setTimeout as sleep } from 'node:timers/promises';
import { retryableSqlState } from './sql-state.ts';

const MOST_TRIES = 10;
const LONGEST_WAIT_MS = 200;

/**
 * Waits before what deadlocked, or could not be serialised, is tried again: nothing of it stayed. Those that come back at once meet at the
 * same rows again, so each waits longer than before, by chance.
 *
 * @param tries so far, this one included
 * @throws the error, when it is of another kind or there were tries enough
 */
export async function beforeNextTry(error: unknown, tries: number): Promise<void> {
  if (tries >= MOST_TRIES || !retryableSqlState(error)) throw error;
  await sleep(Math.random() * Math.min(LONGEST_WAIT_MS, 2 ** tries));
}
