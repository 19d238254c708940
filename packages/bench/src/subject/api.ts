import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '@betalt/embedded/postgres/free-port.ts';
import { boundToParent } from '@betalt/embedded/supervise/parent-bound.ts';

/** The measured thing: Betalt's API as a process of its own. */
export interface Api {
  readonly port: number;
  /** Resident memory now and at its highest, in MB (10^6 bytes). */
  memory(): Promise<{ nowMb: number; highestMb: number }>;
  /** Processor time that it has used since its start, in seconds. */
  cpuSeconds(): Promise<number>;
  stop(): Promise<void>;
}

export interface ApiOptions {
  readonly databaseUrl: string;
  readonly gatewayPort: number;
  /** Where it may keep its secrets; a temporary folder of the bench. */
  readonly dataDir: string;
  /** false: every payment is recorded and applied alone, to measure what grouping is worth. */
  readonly grouping?: boolean | undefined;
  readonly profileDir?: string | null | undefined;
}

export const WEBHOOK_SECRET = 'whsec_of_the_bench';
const READY_WITHIN_MS = 30_000;

/** `betalt start --role api`, as in production: warnings only, and no limit on how often one may ask. */
export async function startApi(options: ApiOptions): Promise<Api> {
  const port = await findFreePort();
  const { command, args } = boundToParent({ command: process.execPath, args: commandLine(options) }, 'TERM');
  const child = spawn(command, args, {
    env: { ...process.env, ...environment(options, port) },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  child.stderr.pipe(process.stderr, { end: false });
  await waitUntilReady(`http://127.0.0.1:${port}`, child, READY_WITHIN_MS);
  const pid = child.pid ?? 0;
  return { port, memory: () => readMemory(pid), cpuSeconds: () => readCpuSeconds(pid), stop: () => stopProcess(child) };
}

function commandLine({ grouping = true, profileDir }: ApiOptions): string[] {
  const profile = profileDir == null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`];
  return grouping
    ? [...profile, fileURLToPath(new URL('../../../server/bin/betalt.js', import.meta.url)), 'start', '--role', 'api']
    : [...profile, fileURLToPath(new URL('ungrouped-api.ts', import.meta.url))];
}

function environment({ databaseUrl, gatewayPort, dataDir }: ApiOptions, port: number): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    BETALT_PORT: String(port),
    BETALT_TLS_PORT: 'off',
    BETALT_DATA_DIR: dataDir,
    BETALT_LOG_LEVEL: 'warn',
    BETALT_REQUESTS_PER_SECOND: '0',
    BETALT_SANDBOX_PORT: String(gatewayPort),
    STRIPE_SECRET_KEY: 'sk_test_betalt',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_betalt',
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
  };
}

/** @throws Error when it ends or is not ready in time */
export async function waitUntilReady(origin: string, child: ChildProcess, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs;
  while (performance.now() < end) {
    if (child.exitCode !== null) throw new Error(`Betalt ended with code ${child.exitCode} before it was ready`);
    const isReady = await fetch(`${origin}/readyz`).then(
      (response) => response.ok,
      // Not listening yet.
      () => false,
    );
    if (isReady) return;
    await sleep(20);
  }
  throw new Error(`Betalt was not ready after ${withinMs} ms`);
}

export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  // What it says to whoever presses Ctrl-C is nothing to a reader of figures.
  child.stderr?.unpipe().resume();
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function readMemory(pid: number): Promise<{ nowMb: number; highestMb: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string): number =>
    (Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024) / 1_000_000;
  return { nowMb: megabytes('VmRSS'), highestMb: megabytes('VmHWM') };
}

// What the kernel counts processor time in, to processes: sysconf(_SC_CLK_TCK), 100 on every Linux that Node runs on.
const TICKS_PER_SECOND = 100;

/** User and system time, fields 14 and 15 of proc(5) stat; the name before them may hold spaces. */
async function readCpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
