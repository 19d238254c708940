import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Invoices in the database; one account for every fifty. */
  readonly invoices: number;
  /** How long each side of a round runs. */
  readonly seconds: number;
  /** Rounds of yardstick and measured thing in turn; of each the best is taken. */
  readonly rounds: number;
  /** Names of the measures to run; null: all. */
  readonly only: readonly string[] | null;
  readonly json: boolean;
  /** An empty database of one's own, migrated and filled here; null: a PostgreSQL is started on a temporary folder. */
  readonly databaseUrl: string | null;
  /** A folder that keeps the filled PostgreSQL for the next run of the same size; null: a temporary one, removed at the end. */
  readonly dataDir: string | null;
  /** Where V8 profiles of the measured server go; null: none are taken. */
  readonly profileDir: string | null;
}

export const USAGE = `npm run bench -- [options]

  --invoices N        invoices in the database (1,000,000), fifty an account
  --quick             100,000 invoices
  --seconds S         how long each side of a round runs (5)
  --rounds R          rounds, of which the best counts (3)
  --only NAME,…       only these measures
  --json              the same as JSON
  --database-url URL  an empty database of your own instead of a PostgreSQL started here
  --data-dir DIR      keep the filled PostgreSQL in DIR for the next run
  --profile DIR       write V8 profiles of the measured server to DIR
`;

const QUICK = 100_000;
const FULL = 1_000_000;
const ACCOUNT_INVOICES = 50;

/** @throws TypeError with a sentence for the user */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      invoices: { type: 'string' },
      quick: { type: 'boolean', default: false },
      seconds: { type: 'string', default: '5' },
      rounds: { type: 'string', default: '3' },
      only: { type: 'string' },
      json: { type: 'boolean', default: false },
      'database-url': { type: 'string' },
      'data-dir': { type: 'string' },
      profile: { type: 'string' },
    },
  });
  return {
    invoices: atLeast('--invoices', values.invoices ?? String(values.quick ? QUICK : FULL), ACCOUNT_INVOICES),
    seconds: atLeast('--seconds', values.seconds, 1),
    rounds: atLeast('--rounds', values.rounds, 1),
    only: values.only?.split(',').map((name) => name.trim()) ?? null,
    json: values.json,
    databaseUrl: values['database-url'] ?? null,
    dataDir: values['data-dir'] ?? null,
    profileDir: values.profile ?? null,
  };
}

function atLeast(option: string, text: string, least: number): number {
  const number = Number(text.replaceAll(/[,_]/g, ''));
  if (Number.isInteger(number) && number >= least) return number;
  throw new TypeError(`${option} is "${text}": a whole number from ${least} is needed`);
}
