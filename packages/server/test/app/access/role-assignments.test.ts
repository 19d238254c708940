import type { Role } from '@betalt/core/access/roles.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { assignRole, removeRole } from '../../../src/app/access/role-assignments.ts';
import { anAccount, aPerson, bearer, type TestAccount, type TestPerson } from '../../support/people.ts';
import { testServer } from '../../support/test-server.ts';

const { app, wiring } = await testServer();
const { db } = wiring.database;
const OWNER: Role = 'Billing account owner';
let owner: TestPerson;
let other: TestPerson;
let account: TestAccount;

beforeEach(async () => {
  owner = await aPerson(wiring);
  other = await aPerson(wiring, { name: 'Ola Nordmann' });
  account = await anAccount(wiring, owner);
});

const ask = (
  change: typeof assignRole,
  person: TestPerson,
  role: Role,
  place: Partial<Record<'profile' | 'section', string>> = {},
) =>
  change(
    { db, clock: wiring.clock },
    {
      email: person.email,
      role,
      account: account.billingAccountId,
      ...place,
      by: { userId: null, name: 'betalt role' },
    },
  );
const status = async (person: TestPerson, path = '') => {
  const url = `/providers/Microsoft.Billing/billingAccounts/${account.name}${path}?api-version=2024-04-01`;
  return (await app.inject({ url, headers: bearer(person) })).statusCode;
};
const activity = () =>
  db
    .selectFrom('activity_log')
    .select(['action', 'actor_name', 'facts'])
    .where('billing_account_id', '=', account.billingAccountId)
    .where('action', 'like', 'role.%')
    .orderBy('activity_id')
    .execute();

describe('giving a role', () => {
  it('opens the account to its holder at once, and is in the activity log once however often it is given', async () => {
    expect(await status(other)).toBe(404);
    expect(await ask(assignRole, other, 'Billing account reader')).toMatchObject({ ok: true });
    expect(await ask(assignRole, other, 'Billing account reader')).toMatchObject({ ok: true });
    expect([await status(other), await status(other, '/invoices')]).toEqual([200, 200]);
    expect(await activity()).toEqual([
      {
        action: 'role.assign',
        actor_name: 'betalt role',
        facts: { role: 'Billing account reader', person: 'Ola Nordmann', place: 'Fjord Labs AS' },
      },
    ]);
  });

  it('holds at the profile or section that is named, by its display name', async () => {
    const place = { profile: 'fjord labs as' };
    expect(await ask(assignRole, other, 'Invoice manager', place)).toMatchObject({
      value: { place: { billingProfileId: account.billingProfileId, invoiceSectionId: null } },
    });
    expect(
      await ask(assignRole, other, 'Invoice section reader', { ...place, section: 'Fjord Labs AS' }),
    ).toMatchObject({
      value: { place: { billingProfileId: account.billingProfileId, invoiceSectionId: account.invoiceSectionId } },
    });
    expect(await status(other, '/activityLog')).toBe(403);
  });

  it.each<[Role, Partial<Record<'profile' | 'section', string>>, string]>([
    ['Invoice manager', {}, 'RoleNeedsProfile'],
    [OWNER, { profile: 'Fjord Labs AS' }, 'RoleNeedsAccount'],
    ['Invoice section owner', { profile: 'Fjord Labs AS' }, 'RoleNeedsSection'],
    ['Invoice manager', { profile: 'nothing' }, 'ProfileNotFound'],
  ])('%s at %o is refused: %s', async (role, place, code) => {
    expect(await ask(assignRole, other, role, place)).toEqual({ ok: false, error: { code } });
  });

  it('asks for the id where two accounts have one name', async () => {
    const twin = await anAccount(wiring, owner);
    const request = { email: other.email, role: OWNER, account: 'FJORD LABS AS', by: { userId: null, name: 'x' } };
    const refused = await assignRole({ db, clock: wiring.clock }, request);
    expect(refused).toMatchObject({ ok: false, error: { code: 'AccountNotClear' } });
    expect(JSON.stringify(refused)).toContain(twin.billingAccountId);
  });
});

describe('taking a role away', () => {
  it('closes the account to its holder with the last one', async () => {
    await ask(assignRole, other, 'Billing account reader');
    await ask(assignRole, other, 'Billing account contributor');
    await ask(removeRole, other, 'Billing account contributor');
    expect(await status(other)).toBe(200);
    await ask(removeRole, other, 'Billing account reader');
    expect(await status(other)).toBe(404);
    const list = await app.inject({
      url: '/providers/Microsoft.Billing/billingAccounts?api-version=2024-04-01',
      headers: bearer(other),
    });
    expect(list.json().value).toEqual([]);
    expect(await ask(removeRole, other, 'Billing account reader')).toEqual({
      ok: false,
      error: { code: 'RoleNotHeld' },
    });
  });

  it('leaves the last owner, who keeps everything', async () => {
    expect(await ask(removeRole, owner, OWNER)).toEqual({ ok: false, error: { code: 'LastOwner' } });
    expect(await status(owner)).toBe(200);
    expect(await activity()).toEqual([]);
  });

  it('two owners who remove each other at once leave one', async () => {
    await ask(assignRole, other, OWNER);
    const removed = await Promise.all([ask(removeRole, owner, OWNER), ask(removeRole, other, OWNER)]);
    expect(removed.filter((each) => each.ok)).toHaveLength(1);
  });
});
