import { beforeEach, describe, expect, it } from 'vitest';
import type { OutboxEvent } from '../../src/app/events/outbox.ts';
import { readOutbox } from '../../src/app/events/outbox-readers.ts';
import { newId } from '../../src/db/new-id.ts';
import { outboxIsReadable } from '../support/outbox.ts';
import { testDatabase } from '../support/test-database.ts';

const { db, pool } = await testDatabase();
const account = newId();
await db
  .insertInto('billing_account')
  .values({
    billing_account_id: account,
    organization_id: newId(),
    display_name: 'Fjord Labs AS',
    agreement_type: 'MicrosoftCustomerAgreement',
    account_type: 'Business',
    sold_to: '{}',
    time_zone: 'UTC',
    created_at: new Date(),
  })
  .execute();

beforeEach(async () => {
  await db.deleteFrom('outbox_reader').execute();
  await db.deleteFrom('outbox_event').execute();
});

describe('a reader of the outbox', () => {
  it('is given each event once, in the order of commits, and goes on where it was', async () => {
    await happen('one');
    await happen('two');
    expect(await read()).toEqual(['one', 'two']);
    await happen('three');
    expect(await read()).toEqual(['three']);
    expect(await read()).toEqual([]);
  });

  it('is given an event that commits late, and none after it before it', async () => {
    const late = await pool.connect();
    await late.query('begin');
    await late.query(EVENT, [account, newId(), 'late']);
    await commit('early');
    expect(await read()).toEqual([]);
    await late.query('commit');
    late.release();
    await outboxIsReadable(pool);
    expect(await read()).toEqual(['late', 'early']);
  });

  it('is given the same events again when its work fails', async () => {
    await happen('one');
    await expect(readOutbox(pool, 'mail', () => Promise.reject(new Error('the world broke')))).rejects.toThrow(
      'the world broke',
    );
    expect(await read()).toEqual(['one']);
  });

  it('has a place of its own beside other readers', async () => {
    await happen('one');
    expect(await read('mail')).toEqual(['one']);
    expect(await read('webhooks')).toEqual(['one']);
  });

  it('is one worker at a time; the others go home', async () => {
    await happen('one');
    const { promise: isOver, resolve: end } = Promise.withResolvers<void>();
    const { promise: hasBegun, resolve: begin } = Promise.withResolvers<void>();
    const first = readOutbox(pool, 'mail', async () => {
      begin();
      await isOver;
    });
    await hasBegun;
    expect(await readOutbox(pool, 'mail', () => Promise.reject(new Error('two at once')))).toBe(0);
    end();
    expect(await first).toBe(1);
    expect(await read()).toEqual([]);
  });

  it('does not hold up other readers while it works: screens hear of what is new', async () => {
    await happen('one');
    const count = await readOutbox(pool, 'mail', async () => {
      // Would never be readable, if the work's own transaction had an id that is older than this event's.
      await happen('two');
      expect(await read('webhooks')).toEqual(['one', 'two']);
    });
    expect(count).toBe(1);
  });
});

const EVENT = `insert into outbox_event (billing_account_id, event_id, type, facts, created_at) values ($1, $2, $3, '{}', now())`;

async function commit(type: string): Promise<void> {
  await pool.query(EVENT, [account, newId(), type]);
}

async function happen(type: string): Promise<void> {
  await commit(type);
  await outboxIsReadable(pool);
}

async function read(name: 'mail' | 'webhooks' = 'mail'): Promise<string[]> {
  const seen: OutboxEvent[] = [];
  await readOutbox(pool, name, async (events) => void seen.push(...events));
  return seen.map(({ type }) => type);
}
