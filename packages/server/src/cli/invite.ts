import { inviteToSignUp } from '../app/access/invite-to-sign-up.ts';
import { portalAddress } from '../config/portal-address.ts';
import { StartError } from '../start/start-error.ts';
import { withDatabase } from './with-database.ts';

const MOST_DAYS = 365;
const EXIT_MISUSED = 2;

/** `betalt invite [E-MAIL]`: prints the link and nothing else on standard output. @returns the exit code */
export async function inviteCommand(email: string | undefined, { days: text }: { days: string }): Promise<number> {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > MOST_DAYS) return misused(`--days takes a number from 1 to ${MOST_DAYS}, not ${text}.`);
  if (email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(email)) return misused(`${email} is no e-mail address.`);
  return withDatabase(async (database, config) => {
    if (config.signUp === 'closed')
      throw new StartError('Sign-up is closed, so no invitation would work.', 'Set BETALT_SIGN_UP=invitation.');
    const invited = await inviteToSignUp({ db: database.db, clock: () => new Date() }, { email, days });
    if (!invited.ok) {
      throw new StartError(
        `There is already a person with the address ${email}.`,
        'They can sign in; give them a role with betalt role add.',
      );
    }
    const { code, expiresAt } = invited.value;
    process.stdout.write(`${portalAddress(config)}/sign-up?invitation=${code}\n`);
    const whom = email === undefined ? 'whoever has it' : `${email} only`;
    process.stderr.write(`It works once, for ${whom}, until ${expiresAt.toISOString().slice(0, 16)}Z.\n`);
    return 0;
  });
}

function misused(message: string): number {
  process.stderr.write(`betalt: ${message}\n`);
  return EXIT_MISUSED;
}
