import { ATTENTION_KINDS, type AttentionKind } from '@betalt/core/payments/attention.ts';
import { Command, CommanderError, Option } from 'commander';
import type { PayLinkOptions } from './cli/pay-link.ts';
import type { RoleOptions } from './cli/role.ts';
import { PROCESS_ROLES, type ProcessRole } from './config/config.ts';
import { BANK_TRANSACTION_STATES, type BankTransactionState } from './db/queries/bank-transaction-row.ts';
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
  addServerCommands(program);
  addPeopleCommands(program, exitWith);
  addRoleCommands(program);
  addBookCommands(program, exitWith);
  addBankCommands(program, exitWith);
  addInvoiceCommands(program, exitWith);
  addMailCommands(program, exitWith);
  return program;
}

function addServerCommands(program: Command): void {
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
    .command('openapi')
    .description('print the OpenAPI document of the API')
    .action(async () => (await import('./cli/openapi.ts')).openApiCommand());
}

function addPeopleCommands(program: Command, exitWith: (code: number) => void): void {
  program
    .command('token')
    .description('print a new bearer token for a person (embedded database only)')
    .argument('<e-mail>', 'address of the person')
    .action(async (email: string) => (await import('./cli/token.ts')).tokenCommand(email));
  program
    .command('invite')
    .description('print a link that lets somebody sign up once')
    .argument('[e-mail]', 'the only address that may use it; without one, whoever has the link')
    .option('--days <number>', 'how long it works', '7')
    .action(async (email: string | undefined, options: { days: string }) =>
      exitWith(await (await import('./cli/invite.ts')).inviteCommand(email, options)),
    );
  const staff = program.command('staff').description('staff of the issuer, who see every customer');
  staff
    .command('add')
    .description('make a person staff: Issuer administrator, Issuer finance or Issuer support')
    .argument('<e-mail>', 'address of the person')
    .requiredOption('--role <role>', 'what they may do')
    .action(async (email: string, options: { role: string }) =>
      (await import('./cli/staff.ts')).staffAddCommand(email, options),
    );
  staff
    .command('remove')
    .description('take a role, or all of them, from a member of staff')
    .argument('<e-mail>', 'address of the person')
    .option('--role <role>', 'the one to take; all when absent')
    .action(async (email: string, options: { role?: string }) =>
      (await import('./cli/staff.ts')).staffRemoveCommand(email, options),
    );
  staff
    .command('list')
    .description('print who is staff')
    .action(async () => (await import('./cli/staff.ts')).staffListCommand());
}

function addRoleCommands(program: Command): void {
  const role = program.command('role').description('roles of people on a billing account');
  const place = (command: Command): Command =>
    command
      .argument('<e-mail>', 'address of the person')
      .requiredOption('--role <role>', 'such as "Billing account reader" or "Invoice manager"')
      .requiredOption('--account <name>', 'billing account, by display name or id')
      .option('--profile <name>', 'billing profile, for a role of a profile or section')
      .option('--section <name>', 'invoice section, for a role of a section');
  place(role.command('add').description('give a person a role on an account, a profile or a section')).action(
    async (email: string, options: RoleOptions) => (await import('./cli/role.ts')).roleAddCommand(email, options),
  );
  place(role.command('remove').description('take a role from a person; the last owner of an account stays')).action(
    async (email: string, options: RoleOptions) => (await import('./cli/role.ts')).roleRemoveCommand(email, options),
  );
}

function addBookCommands(program: Command, exitWith: (code: number) => void): void {
  const ledger = program.command('ledger').description('the books');
  ledger
    .command('check')
    .description('prove that the books add up; exit code 1 when they do not')
    .action(async () => exitWith(await (await import('./cli/ledger-check.ts')).ledgerCheckCommand()));
  program
    .command('payment')
    .description('payments')
    .command('attention')
    .description('print payments, refunds and disputes that wait for a person; exit code 1 when there are any')
    .addOption(new Option('--kind <kind>', 'only these').choices([...ATTENTION_KINDS]))
    .action(async (options: { kind?: AttentionKind }) =>
      exitWith(await (await import('./cli/payment-attention.ts')).paymentAttentionCommand(options)),
    );
}

function addBankCommands(program: Command, exitWith: (code: number) => void): void {
  const bank = program.command('bank').description('bank statements and what is on them');
  bank
    .command('import')
    .description('import camt.053 or camt.054 files and match what came; exit code 1 when a file was refused')
    .argument('<file...>', 'files to import')
    .option('--intraday', 'take booked entries of camt.052 reports too')
    .action(async (files: string[], options: { intraday?: boolean }) =>
      exitWith(await (await import('./cli/bank.ts')).bankImportCommand(files, options)),
    );
  bank
    .command('list')
    .description('print the newest bank transactions; those that wait for a person unless a state is named')
    .addOption(new Option('--state <state>', 'only these').choices(BANK_TRANSACTION_STATES))
    .option('--limit <number>', 'how many at most', '50')
    .action(async (options: { state?: BankTransactionState; limit: string }) =>
      (await import('./cli/bank.ts')).bankListCommand(options),
    );
}

function addInvoiceCommands(program: Command, exitWith: (code: number) => void): void {
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
  invoice
    .command('pay-link')
    .description('print a link that pays an invoice without signing in')
    .argument('<invoice>', 'its name, as the portal shows it')
    .requiredOption('--account <name>', 'billing account, by display name or id')
    .option('--days <number>', 'how long it works', '30')
    .option('--amount <amount>', 'at most so much, such as "300.00 NOK"; without it, whatever is due')
    .action(async (name: string, options: PayLinkOptions) =>
      exitWith(await (await import('./cli/pay-link.ts')).payLinkCommand(name, options)),
    );
}

function addMailCommands(program: Command, exitWith: (code: number) => void): void {
  const mail = program.command('mail').description('mails to people');
  mail
    .command('test')
    .description('send one mail by the configured server, and print what the server said')
    .argument('<e-mail>', 'address to send it to')
    .action(async (address: string) => exitWith(await (await import('./cli/mail-test.ts')).mailTestCommand(address)));
}
