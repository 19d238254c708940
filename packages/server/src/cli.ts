import { Command, CommanderError, Option } from 'commander';
import { PROCESS_ROLES, type ProcessRole } from './config/config.ts';
import { endFailed } from './start/start-error.ts';

/** Exit codes: 0 done, 1 it could not be done or something is wrong, 2 the command line makes no sense. */
const MISUSED = 2;

process.exitCode = await runCli(process.argv);

async function runCli(argv: readonly string[]): Promise<number> {
  let code = 0;
  const program = commands((result) => {
    code = result;
  });
  try {
    await program.parseAsync(argv);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : MISUSED;
    return endFailed(error);
  }
}

/** Each command loads what it needs when it runs: `--help` needs nothing. */
function commands(exitWith: (code: number) => void): Command {
  const program = new Command('betalt')
    .description('Betalt: a due invoice becomes a paid one, once, and everybody can see it.')
    .version('0.1.0')
    .showHelpAfterError('(betalt --help shows what there is)')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'betalt: ')) });
  program
    .command('start')
    .description(
      'start Betalt: portal, API and worker; with its own PostgreSQL and payment sandbox unless configured otherwise',
    )
    .addOption(new Option('--role <role>', 'what this process does').choices([...PROCESS_ROLES]).default('all'))
    .action(async ({ role }: { role: ProcessRole }) => (await import('./cli/start.ts')).startCommand(role));
  program
    .command('migrate')
    .description('bring the database of DATABASE_URL up to date')
    .action(async () => (await import('./cli/migrate.ts')).migrateCommand());
  program
    .command('token')
    .description('print a new bearer token for a person (embedded database only)')
    .argument('<e-mail>', 'address of the person')
    .action(async (email: string) => (await import('./cli/token.ts')).tokenCommand(email));
  const ledger = program.command('ledger').description('the books');
  ledger
    .command('check')
    .description('prove that the books add up; exit code 1 when they do not')
    .action(async () => exitWith(await (await import('./cli/ledger-check.ts')).ledgerCheckCommand()));
  const invoice = program.command('invoice').description('invoices');
  invoice
    .command('import')
    .description('import UBL 2.1 or JSON invoices into a billing profile; exit code 1 when a file was refused')
    .argument('<file...>', 'files to import')
    .option('--account <name>', 'billing account, by name or display name')
    .option('--profile <name>', 'billing profile, by name or display name')
    .action(async (files: string[], options: { account?: string; profile?: string }) =>
      exitWith(await (await import('./cli/import.ts')).importCommand(files, options)),
    );
  program
    .command('openapi')
    .description('print the OpenAPI document of the API')
    .action(async () => (await import('./cli/openapi.ts')).openApiCommand());
  return program;
}
