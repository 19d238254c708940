import type { Role } from '@betalt/core/access/roles.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { type Database, inTransaction, type Tx } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import { findPerson, type PersonRow } from '../../db/queries/people.ts';
import { type AskedPlace, findRolePlace, type PlaceRejection, type RolePlace } from './role-place.ts';

export interface RoleDependencies {
  readonly db: Database;
  readonly clock: () => Date;
}

export interface RoleRequest extends AskedPlace {
  readonly email: string;
  readonly role: Role;
  /** Who gives or takes it, as the account's activity log names them; `userId` null for the host's command. */
  readonly by: { readonly userId: string | null; readonly name: string };
}

export type RoleRejection =
  | PlaceRejection
  | { readonly code: 'PersonNotFound' }
  | { readonly code: 'RoleNotHeld' }
  /** An account without an owner could give nobody a role any more. */
  | { readonly code: 'LastOwner' };

export interface ChangedRole {
  readonly person: PersonRow;
  readonly place: RolePlace;
}

/** Gives a person a role on an account, a profile or a section. Asked again, it is the same and nothing is logged. */
export function assignRole(
  dependencies: RoleDependencies,
  request: RoleRequest,
): Promise<Result<ChangedRole, RoleRejection>> {
  return changeRole(dependencies, request, async (tx, { person, place }, at) => {
    const inAccount = { billing_account_id: place.billingAccountId, user_id: person.user_id };
    // Before the role that it announces: whoever finds the role finds the person's way to the account.
    await tx
      .insertInto('user_account')
      .values(inAccount)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const given = await tx
      .insertInto('role_assignment')
      .values({
        ...inAccount,
        role_assignment_id: newId(),
        role: request.role,
        billing_profile_id: place.billingProfileId,
        invoice_section_id: place.invoiceSectionId,
        created_by: request.by.userId,
        created_at: at,
      })
      .onConflict((conflict) => conflict.constraint('role_assignment_uq').doNothing())
      .executeTakeFirstOrThrow();
    if (given.numInsertedOrUpdatedRows === 1n) await logRole(tx, request, { person, place }, 'role.assign', at);
    return null;
  });
}

/** Takes a role from a person, and with their last one on the account the sight of it. The last owner stays. */
export function removeRole(
  dependencies: RoleDependencies,
  request: RoleRequest,
): Promise<Result<ChangedRole, RoleRejection>> {
  return changeRole(dependencies, request, async (tx, { person, place }, at) => {
    const taken = await deleteRole(tx, request.role, person, place);
    if (!taken) return { code: 'RoleNotHeld' };
    if (request.role === OWNER && !(await hasRole(tx, place.billingAccountId, { role: OWNER })))
      return { code: 'LastOwner' };
    if (!(await hasRole(tx, place.billingAccountId, { userId: person.user_id }))) {
      await tx
        .deleteFrom('user_account')
        .where('billing_account_id', '=', place.billingAccountId)
        .where('user_id', '=', person.user_id)
        .execute();
    }
    await logRole(tx, request, { person, place }, 'role.remove', at);
    return null;
  });
}

const OWNER: Role = 'Billing account owner';

/**
 * One change of who may do what on an account at a time: its row is locked, so that two owners who remove each other at once
 * leave one. A rejection rolls back what was done.
 */
async function changeRole(
  { db, clock }: RoleDependencies,
  request: RoleRequest,
  change: (tx: Tx, changed: ChangedRole, at: Date) => Promise<RoleRejection | null>,
): Promise<Result<ChangedRole, RoleRejection>> {
  const person = await findPerson(db, request.email);
  if (person === undefined) return err({ code: 'PersonNotFound' });
  const place = await findRolePlace(db, request.role, request);
  if (!place.ok) return place;
  const changed = { person, place: place.value };
  return inTransaction<ChangedRole, RoleRejection>(db, async (tx) => {
    await tx
      .selectFrom('billing_account')
      .select('billing_account_id')
      .where('billing_account_id', '=', place.value.billingAccountId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const rejection = await change(tx, changed, clock());
    return rejection === null ? ok(changed) : err(rejection);
  });
}

async function deleteRole(tx: Tx, role: Role, { user_id }: PersonRow, place: RolePlace): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('role_assignment')
    .where('billing_account_id', '=', place.billingAccountId)
    .where('user_id', '=', user_id)
    .where('role', '=', role)
    .where('billing_profile_id', 'is not distinct from', place.billingProfileId)
    .where('invoice_section_id', 'is not distinct from', place.invoiceSectionId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

async function hasRole(
  tx: Tx,
  billingAccountId: string,
  { role, userId }: { role?: Role; userId?: string },
): Promise<boolean> {
  const found = await tx
    .selectFrom('role_assignment')
    .select('role_assignment_id')
    .where('billing_account_id', '=', billingAccountId)
    .$if(role !== undefined, (query) => query.where('role', '=', role ?? ''))
    .$if(userId !== undefined, (query) => query.where('user_id', '=', userId ?? ''))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

async function logRole(
  tx: Tx,
  { role, by }: RoleRequest,
  { person, place }: ChangedRole,
  action: 'role.assign' | 'role.remove',
  at: Date,
): Promise<void> {
  await tx
    .insertInto('activity_log')
    .values({
      billing_account_id: place.billingAccountId,
      activity_id: newId(),
      at,
      actor_id: by.userId,
      actor_name: by.name,
      action,
      resource_id: person.user_id,
      result: 'Succeeded',
      facts: JSON.stringify({ role, person: person.name, place: place.displayName }),
    })
    .execute();
}
