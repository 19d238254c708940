import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePorts } from './free-ports.ts';
import { killTree } from './process-tree.ts';
import { copySeededFolder } from './seeded-folder.ts';

/** Betalt as people run it: its own process on free ports, with its PostgreSQL, its sandbox and the demo's customers. */
export interface BetaltProcess {
  readonly url: string;
  readonly sandboxUrl: string;
  readonly dataDir: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Everything that it has written so far, of every start. */
  said(): string;
  /** Sends the signal and waits for the end; null after SIGKILL. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** SIGKILL to it and to everything that it has started, all at once. */
  killAll(): Promise<void>;
  /** Again on the same folder and ports, after it ended. */
  start(): Promise<void>;
  /** Ends it and removes its folder. */
  close(): Promise<void>;
}

export const CLI = fileURLToPath(new URL('../../../server/bin/betalt.js', import.meta.url));
const READY_WITHIN_MS = 90_000;

/** @param dataDir a folder to use; else a fresh copy of the seeded one, removed by `close` */
export async function startBetalt({ dataDir }: { dataDir?: string } = {}): Promise<BetaltProcess> {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'betalt-e2e-'));
  const environment = await freeEnvironment(folder);
  if (dataDir === undefined) await copySeededFolder(folder, runOnce);
  const betalt = processOn(folder, environment);
  await betalt.start();
  return betalt;
}

/** The variables for Betalt on this folder, at ports that nobody has; nothing of the caller's own configuration. */
export async function freeEnvironment(dataDir: string): Promise<NodeJS.ProcessEnv> {
  const [port, tlsPort, sandboxPort] = await freePorts(3);
  return {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    TMPDIR: tmpdir(),
    BETALT_DATA_DIR: dataDir,
    BETALT_PORT: String(port),
    BETALT_TLS_PORT: String(tlsPort),
    BETALT_SANDBOX_PORT: String(sandboxPort),
    BETALT_LOG_LEVEL: 'debug',
  };
}

function processOn(dataDir: string, environment: NodeJS.ProcessEnv): BetaltProcess {
  const url = `http://127.0.0.1:${environment['BETALT_PORT']}`;
  let child: ChildProcess | undefined;
  let said = '';
  const betalt: BetaltProcess = {
    url,
    sandboxUrl: `http://127.0.0.1:${environment['BETALT_SANDBOX_PORT']}`,
    dataDir,
    environment,
    said: () => said,
    async start() {
      child = spawn(process.execPath, [CLI, 'start'], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += String(chunk)));
      await untilReady(url, child, () => said);
    },
    end: (signal) => endOf(child, signal),
    async killAll() {
      if (child?.pid !== undefined) killTree(child.pid);
      await endOf(child, 'SIGKILL');
    },
    async close() {
      await endOf(child, 'SIGTERM');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return betalt;
}

async function untilReady(url: string, child: ChildProcess, said: () => string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (child.exitCode === null && Date.now() < deadline) {
    if (await answersOk(`${url}/readyz`)) return;
    await pause(100);
  }
  child.kill('SIGKILL');
  throw new Error(`Betalt did not become ready.\n${said()}`);
}

async function answersOk(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    // Nobody listens yet.
    return false;
  }
}

async function endOf(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<number | null> {
  if (child === undefined) return null;
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit') as Promise<[number | null]>;
  child.kill(signal);
  return (await ended)[0];
}

/** Starts on the folder, which seeds it, and stops again. */
async function runOnce(dataDir: string): Promise<void> {
  const betalt = processOn(dataDir, await freeEnvironment(dataDir));
  await betalt.start();
  await betalt.end('SIGTERM');
}

/** Runs the command line on a running Betalt's folder. */
export async function runCli(
  environment: NodeJS.ProcessEnv,
  ...args: readonly string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [CLI, ...args], { env: environment });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout: string; stderr: string };
    if (typeof code !== 'number') throw error;
    return { code, stdout, stderr };
  }
}
