import { ROLES, type Role } from '@betalt/core/access/roles.ts';
import type { Result } from '@betalt/core/shared/result.ts';
import {
  assignRole,
  type ChangedRole,
  type RoleDependencies,
  type RoleRejection,
  type RoleRequest,
  removeRole,
} from '../app/access/role-assignments.ts';
import { StartError } from '../start/start-error.ts';
import { personNotFound, roleNamed } from './role-names.ts';
import { withDatabase } from './with-database.ts';

export interface RoleOptions {
  readonly role: string;
  readonly account: string;
  readonly profile?: string;
  readonly section?: string;
}

/** `betalt role add E-MAIL --account NAME [--profile NAME [--section NAME]] --role ROLE` */
export async function roleAddCommand(email: string, options: RoleOptions): Promise<void> {
  const { person, place, role } = await change(email, options, assignRole, 'betalt role add');
  process.stdout.write(`${person.name} <${person.email}> is now ${role} of ${place.displayName}.\n`);
}

/** `betalt role remove …`, with the same options as the assignment that is to go. */
export async function roleRemoveCommand(email: string, options: RoleOptions): Promise<void> {
  const { person, place, role } = await change(email, options, removeRole, 'betalt role remove');
  process.stdout.write(`${person.name} <${person.email}> is no longer ${role} of ${place.displayName}.\n`);
}

async function change(
  email: string,
  options: RoleOptions,
  apply: (dependencies: RoleDependencies, request: RoleRequest) => Promise<Result<ChangedRole, RoleRejection>>,
  command: string,
): Promise<ChangedRole & { role: Role }> {
  const role = roleNamed(options.role, Object.keys(ROLES) as Role[]);
  // Whoever has the shell of the installation is its host; the activity log says so by the command's name.
  const by = { userId: null, name: command };
  const { account, profile, section } = options;
  const changed = await withDatabase(({ db }) =>
    apply({ db, clock: () => new Date() }, { email, role, account, profile, section, by }),
  );
  if (!changed.ok) throw refusal(changed.error, email, options);
  return { ...changed.value, role };
}

function refusal(
  rejection: RoleRejection,
  email: string,
  { role, account, profile, section }: RoleOptions,
): StartError {
  switch (rejection.code) {
    case 'PersonNotFound':
      return personNotFound(email);
    case 'AccountNotFound':
      return new StartError(`There is no billing account "${account}".`, 'Name it by its display name or its id.');
    case 'AccountNotClear':
      return new StartError(
        `Several billing accounts are called "${account}".`,
        `Name one by its id: ${rejection.ids.join(', ')}.`,
      );
    case 'ProfileNotFound':
      return new StartError(`${account} has no billing profile "${profile}".`, 'Name it by its name or display name.');
    case 'ProfileNotClear':
      return new StartError(`Several billing profiles are called "${profile}".`, 'Use the name in its address.');
    case 'SectionNotFound':
      return new StartError(`${profile} has no invoice section "${section}".`, 'Name it by its name or display name.');
    case 'SectionNotClear':
      return new StartError(`Several invoice sections are called "${section}".`, 'Use the name in its address.');
    case 'RoleNeedsAccount':
      return new StartError(`${role} is a role of the whole account.`, 'Leave out --profile and --section.');
    case 'RoleNeedsProfile':
      return new StartError(`${role} is a role of a billing profile.`, 'Name it with --profile, without --section.');
    case 'RoleNeedsSection':
      return new StartError(`${role} is a role of an invoice section.`, 'Name it with --profile and --section.');
    case 'RoleNotHeld':
      return new StartError(`${email} does not have that role there.`, 'Nothing was changed.');
    case 'LastOwner':
      return new StartError(`${email} is the last owner of ${account}.`, 'Make another owner first.');
  }
}
