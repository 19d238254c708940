import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Latencies, latenciesOf } from '../load/latencies.ts';
import { type PgbenchResult, parsePgbenchLog, parsePgbenchOutput } from './pgbench-output.ts';

const run = promisify(execFile);
const THREADS = 2;
const MOST_OUTPUT_BYTES = 16 * 1024 * 1024;

export interface PgbenchRun {
  /** Statements, with pgbench's own commands. */
  readonly script: string;
  readonly clients: number;
  readonly seconds: number;
  readonly variables: Readonly<Record<string, number | string>>;
  /** Instead of `seconds`: so many transactions by each client. */
  readonly transactions?: number | undefined;
  /** Log every transaction, for percentiles. Costs a little, so only where they are asked for. */
  readonly withLatencies?: boolean | undefined;
}

export type Pgbench = (run: PgbenchRun) => Promise<PgbenchResult & Latencies>;

/** pgbench on a database, prepared statements, without its own vacuum. Without a log the percentiles are the average. */
export function pgbenchOn(program: string, databaseUrl: string): Pgbench {
  return async (asked) => {
    const folder = await mkdtemp(join(tmpdir(), 'betalt-pgbench-'));
    try {
      const file = join(folder, 'script.sql');
      await writeFile(file, asked.script);
      const printed = await execute(program, argumentsOf(asked, file), folder, databaseUrl);
      const result = parsePgbenchOutput(printed);
      return { ...result, ...(await latencies(asked, folder, result.averageMs)) };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** @throws Error with the first lines of what it complained about: each of many clients says the same */
async function execute(program: string, args: string[], cwd: string, databaseUrl: string): Promise<string> {
  const env = { ...process.env, ...libpqEnvironment(databaseUrl) };
  try {
    return (await run(program, args, { cwd, env, maxBuffer: MOST_OUTPUT_BYTES })).stdout;
  } catch (cause) {
    const { stderr = '' } = cause as { stderr?: string };
    throw new Error(`pgbench failed:\n${stderr.split('\n').slice(0, 5).join('\n')}`, { cause });
  }
}

function argumentsOf({ clients, seconds, transactions, variables, withLatencies }: PgbenchRun, file: string): string[] {
  return [
    '--no-vacuum',
    '--protocol=prepared',
    `--client=${clients}`,
    `--jobs=${Math.min(THREADS, clients)}`,
    transactions === undefined ? `--time=${seconds}` : `--transactions=${transactions}`,
    ...(withLatencies === true ? ['--log'] : []),
    ...Object.entries({ ...variables, clients }).map(([name, value]) => `--define=${name}=${value}`),
    `--file=${file}`,
  ];
}

async function latencies({ withLatencies }: PgbenchRun, folder: string, averageMs: number): Promise<Latencies> {
  if (withLatencies !== true) return { p50Ms: averageMs, p99Ms: averageMs, maxMs: averageMs };
  const logs = (await readdir(folder)).filter((name) => name.startsWith('pgbench_log.'));
  const texts = await Promise.all(logs.map((name) => readFile(join(folder, name), 'utf8')));
  return latenciesOf(texts.flatMap(parsePgbenchLog));
}

/** The password in the environment: command lines are readable by everybody on the machine. */
function libpqEnvironment(databaseUrl: string): NodeJS.ProcessEnv {
  const url = new URL(databaseUrl);
  return {
    PGHOST: url.hostname,
    PGPORT: url.port || '5432',
    PGUSER: decodeURIComponent(url.username),
    PGPASSWORD: decodeURIComponent(url.password),
    PGDATABASE: decodeURIComponent(url.pathname.slice(1)),
  };
}
