import { expect, it } from 'vitest';
import { forgetExpired } from '../../src/identity/forget-expired.ts';
import { startSession } from '../../src/identity/sessions.ts';
import { attemptBy, countAttempt } from '../../src/identity/sign-in-throttle.ts';
import { aPerson } from '../support/people.ts';
import { testServer } from '../support/test-server.ts';

const { wiring, database } = await testServer();
const HOUR_MS = 3_600_000;

it('sessions that have ended and failures of long ago go, what still counts stays', async () => {
  const { userId } = await aPerson(wiring);
  const client = { networkAddress: '127.0.0.1', userAgent: null, sessionToken: null };
  const now = new Date('2026-11-24T10:00:00Z');
  const ago = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
  await startSession({ database, clock: () => ago(13) }, userId, client);
  const kept = await startSession({ database, clock: () => ago(11) }, userId, client);
  await countAttempt(database.pool, attemptBy('old@x.example', '10.0.0.1', ago(25)));
  await countAttempt(database.pool, attemptBy('new@x.example', '10.0.0.2', ago(1)));
  await forgetExpired(database.db, now);
  expect(await database.db.selectFrom('user_session').select('token').execute()).toEqual([{ token: kept }]);
  expect(await database.db.selectFrom('sign_in_throttle').select('failures').execute()).toHaveLength(2);
});
