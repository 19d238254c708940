import { createHash } from 'node:crypto';
import type pg from 'pg';
import { networkOf } from './network.ts';

/**
 * Guessing slows down: after some free failures, each further one blocks its subject for 30 seconds, then 60, doubling to 15
 * minutes. A subject is an account's address or a client's network address; an hour without a failure forgets.
 *
 *   count the attempt (one statement, before the password is looked at) -> verify -> forgive it when it was right
 *
 * Counting first is what makes N processes and a hundred parallel guesses agree on one number.
 */
const FREE_FAILURES = { person: 5, address: 30 } as const;
const FIRST_BLOCK_SECONDS = 30;
const LONGEST_BLOCK_SECONDS = 15 * 60;
const FORGOTTEN_AFTER_SECONDS = 3600;

export interface Attempt {
  readonly subjects: readonly Subject[];
  readonly at: Date;
}

interface Subject {
  readonly key: string;
  readonly freeFailures: number;
}

/** Addresses of people are kept as hashes: this table outlives their accounts. */
export function attemptBy(
  email: string,
  networkAddress: string,
  at: Date,
  purpose: 'sign-in' | 'sign-up' = 'sign-in',
): Attempt {
  return {
    at,
    subjects: [
      { key: keyOf('person', email.trim().toLowerCase()), freeFailures: FREE_FAILURES.person },
      { key: keyOf('address', `${purpose} ${networkOf(networkAddress)}`), freeFailures: FREE_FAILURES.address },
    ],
  };
}

/** @returns null when the attempt may be made and has been counted, else how long to wait. */
export async function countAttempt(
  pool: Pick<pg.Pool, 'query'>,
  { subjects, at }: Attempt,
): Promise<{ retryAfterSeconds: number } | null> {
  const keys = subjects.map(({ key }) => key);
  const free = subjects.map(({ freeFailures }) => freeFailures);
  const counted = await pool.query({ name: 'count-sign-in-attempt', text: COUNT, values: [keys, free, at] });
  if (counted.rowCount === keys.length) return null;
  const { rows } = await pool.query<{ blocked_until: Date }>(
    'select max(blocked_until) as blocked_until from sign_in_throttle where subject = any($1) and blocked_until > $2',
    [keys, at],
  );
  const until = rows[0]?.blocked_until ?? at;
  return { retryAfterSeconds: Math.max(1, Math.ceil((until.getTime() - at.getTime()) / 1000)) };
}

/** The password was right: the person's failures are over, and the network address gets this attempt back. */
export async function forgiveAttempt(pool: Pick<pg.Pool, 'query'>, { subjects }: Attempt): Promise<void> {
  const [person, address] = subjects;
  await pool.query(
    `with person as (delete from sign_in_throttle where subject = $1)
     update sign_in_throttle set failures = greatest(failures - 1, 0), blocked_until = null where subject = $2`,
    [person?.key, address?.key],
  );
}

// A blocked subject's row is not updated and so not returned: fewer rows than subjects means blocked, and nothing was counted for it.
const COUNT = `insert into sign_in_throttle as t (subject, failures, window_started_at)
select subject, 1, $3 from unnest($1::text[]) as subject order by subject
on conflict (subject) do update set
  failures = case when t.window_started_at < excluded.window_started_at - interval '${FORGOTTEN_AFTER_SECONDS} seconds' then 1 else t.failures + 1 end,
  window_started_at = excluded.window_started_at,
  blocked_until = case when t.failures + 1 >= ($2::int[])[array_position($1::text[], t.subject)]
      and t.window_started_at >= excluded.window_started_at - interval '${FORGOTTEN_AFTER_SECONDS} seconds'
    then excluded.window_started_at + make_interval(secs => least(${LONGEST_BLOCK_SECONDS},
      ${FIRST_BLOCK_SECONDS} * power(2, least(20, t.failures + 1 - ($2::int[])[array_position($1::text[], t.subject)])))) end
where t.blocked_until is null or t.blocked_until <= excluded.window_started_at
returning subject`;

function keyOf(kind: keyof typeof FREE_FAILURES, text: string): string {
  return `${kind}:${createHash('sha256').update(text).digest('hex')}`;
}
