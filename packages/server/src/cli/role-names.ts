import { StartError } from '../start/start-error.ts';

/** The role that is called so, whatever the case. @throws StartError with all of them */
export function roleNamed<Role extends string>(asked: string, roles: readonly Role[]): Role {
  const role = roles.find((each) => each.toLowerCase() === asked.trim().toLowerCase());
  if (role === undefined) throw new StartError(`There is no role "${asked}".`, `The roles are: ${roles.join(', ')}.`);
  return role;
}

export function personNotFound(email: string): StartError {
  return new StartError(
    `There is no person with the address ${email}.`,
    'They sign up in the portal first, with a link of betalt invite.',
  );
}
