import { issueAccessToken } from '../identity/access-tokens.ts';
import { StartError } from '../start/start-error.ts';
import { configuration } from './configuration.ts';
import { withDatabase } from './with-database.ts';

/** `betalt token E-MAIL`: prints the token and nothing else, for `$(betalt token …)`. */
export async function tokenCommand(email: string): Promise<void> {
  if (configuration().databaseUrl !== null) {
    throw new StartError(
      'Tokens are printed on the embedded database only: whoever may run a command would be anybody.',
      'Unset DATABASE_URL to use the embedded one.',
    );
  }
  const token = await withDatabase((database) =>
    issueAccessToken({ database, clock: () => new Date() }, email, 'betalt token'),
  );
  if (token === null)
    throw new StartError(`There is no person with the address ${email}.`, 'Sign up in the portal first.');
  process.stdout.write(`${token}\n`);
}
