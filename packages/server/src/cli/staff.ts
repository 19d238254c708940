import { ISSUER_ROLES } from '@betalt/core/access/roles.ts';
import { addStaff, listStaff, removeStaff, type StaffRejection } from '../app/access/issuer-staff.ts';
import { StartError } from '../start/start-error.ts';
import { personNotFound, roleNamed } from './role-names.ts';
import { withDatabase } from './with-database.ts';

/** `betalt staff add E-MAIL --role ROLE` */
export async function staffAddCommand(email: string, options: { role: string }): Promise<void> {
  const role = roleNamed(options.role, ISSUER_ROLES);
  const added = await withDatabase(({ db }) => addStaff({ db, clock: () => new Date() }, { email, role }));
  if (!added.ok) throw refusal(added.error, email);
  process.stdout.write(`${added.value.name} <${added.value.email}> is now ${role}.\n`);
}

/** `betalt staff remove E-MAIL [--role ROLE]`: one role, or all of them. */
export async function staffRemoveCommand(email: string, options: { role?: string }): Promise<void> {
  const role = options.role === undefined ? undefined : roleNamed(options.role, ISSUER_ROLES);
  const removed = await withDatabase(({ db }) => removeStaff({ db }, { email, role }));
  if (!removed.ok) throw refusal(removed.error, email);
  process.stdout.write(
    `${removed.value.name} <${removed.value.email}> is no longer ${role ?? 'staff of the issuer'}.\n`,
  );
}

/** `betalt staff list`: a line a person and role. */
export async function staffListCommand(): Promise<void> {
  const staff = await withDatabase(({ db }) => listStaff(db));
  const width = Math.max(0, ...staff.map(({ email }) => email.length));
  for (const { name, email, role } of staff) process.stdout.write(`${email.padEnd(width)}  ${role}  ${name}\n`);
  if (staff.length === 0) process.stderr.write('Nobody is staff of the issuer yet. Add one with betalt staff add.\n');
}

function refusal({ code }: StaffRejection, email: string): StartError {
  if (code === 'PersonNotFound') return personNotFound(email);
  return new StartError(`${email} does not have that role.`, 'betalt staff list shows who has which.');
}
