import { type Action, ISSUER_PERMISSIONS, PERMISSIONS } from './permissions.ts';
import { type IssuerRole, ROLES, type Role } from './roles.ts';

/** A role that somebody holds, at the scope where it was assigned. Profile and section are absent above their level. */
export interface HeldRole {
  readonly role: Role;
  readonly billingProfileId?: string | undefined;
  readonly invoiceSectionId?: string | undefined;
}

/** Who asks, with the roles on the one account that the request is about. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly roles: readonly HeldRole[];
  readonly issuerRoles: readonly IssuerRole[];
}

/** Where something is to be done, inside one billing account. A section's scope names its profile too. */
export interface Scope {
  readonly billingProfileId?: string | undefined;
  readonly invoiceSectionId?: string | undefined;
}

/** May the actor do this there? Roles inherit downwards, never upwards or sideways. */
export function may(actor: Actor, action: Action, scope: Scope = {}): boolean {
  return (
    actor.issuerRoles.some((role) => ISSUER_PERMISSIONS[role].has(action)) ||
    actor.roles.some((held) => PERMISSIONS[held.role].has(action) && covers(held, scope))
  );
}

/** What of `actions` the actor may do there, in the order given. */
export function allowedActions(actor: Actor, actions: readonly Action[], scope: Scope = {}): Action[] {
  return actions.filter((action) => may(actor, action, scope));
}

/** True for a principal without any role on the account: everything of it is *not found* for them. */
export function isStranger(actor: Actor): boolean {
  return actor.roles.length === 0 && actor.issuerRoles.length === 0;
}

/**
 * The profiles on which the actor may do this: `'all'`, or their ids (none: an empty list).
 * List queries filter by it, so that a row which may not be seen is never read.
 */
export function profilesWhere(actor: Actor, action: Action): 'all' | readonly string[] {
  if (may(actor, action)) return 'all';
  const ids = actor.roles
    .filter((held) => held.billingProfileId !== undefined && ROLES[held.role].level === 'billingProfile')
    .filter((held) => PERMISSIONS[held.role].has(action))
    .map((held) => held.billingProfileId as string);
  return [...new Set(ids)];
}

function covers(held: HeldRole, scope: Scope): boolean {
  const level = ROLES[held.role].level;
  if (level === 'billingAccount') return true;
  if (level === 'billingProfile') return held.billingProfileId === scope.billingProfileId;
  return held.invoiceSectionId !== undefined && held.invoiceSectionId === scope.invoiceSectionId;
}
