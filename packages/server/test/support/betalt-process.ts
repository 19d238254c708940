import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const BETALT = fileURLToPath(new URL('../../bin/betalt.js', import.meta.url));

/** A folder and ports of its own for one Betalt on this machine. */
export interface Installation {
  readonly environment: Readonly<Record<string, string>>;
  readonly dataDir: string;
  readonly url: string;
  readonly sandboxUrl: string;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningBetalt {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What it has written to standard output so far. */
  stdout(): string;
}

/** Without demo data, which is tested elsewhere, unless the environment says so. */
export async function installation(more: Readonly<Record<string, string>> = {}): Promise<Installation> {
  const dataDir = await mkdtemp(join(tmpdir(), 'betalt-start-'));
  // A database that was killed with its parent may still be writing its last files.
  onTestFinished(() => rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }));
  const [port, tlsPort, sandboxPort] = await freePorts(3);
  return {
    dataDir,
    url: `http://127.0.0.1:${port}`,
    sandboxUrl: `http://127.0.0.1:${sandboxPort}`,
    environment: {
      PATH: process.env.PATH ?? '',
      BETALT_DEMO: '0',
      BETALT_DATA_DIR: dataDir,
      BETALT_PORT: String(port),
      BETALT_TLS_PORT: String(tlsPort),
      BETALT_SANDBOX_PORT: String(sandboxPort),
      ...more,
    },
  };
}

/** Starts it and waits until it is ready; it is killed when the test is finished, whatever happens. */
export async function startBetalt(
  installed: Installation,
  args: readonly string[] = ['start'],
): Promise<RunningBetalt> {
  const running = run(installed.environment, args);
  onTestFinished(async () => {
    running.child.kill('SIGKILL');
    await running.ended;
  });
  await readyOrEnded(installed, running);
  return running;
}

/** Starts a process that listens on nothing and waits until it says that it is ready. */
export async function startWorkerProcess({ environment }: Installation): Promise<RunningBetalt> {
  const running = run(environment, ['start', '--role', 'worker']);
  onTestFinished(async () => {
    running.child.kill('SIGKILL');
    await running.ended;
  });
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!running.stdout().includes('"msg":"ready"')) {
    if (running.child.exitCode !== null || Date.now() > deadline) throw new Error((await running.ended).stderr);
    await sleep(50);
  }
  return running;
}

/** Runs a command to its end. */
export function betalt(environment: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ended> {
  return run(environment, args).ended;
}

const READY_WITHIN_MS = 40_000;

async function readyOrEnded({ url }: Installation, { child, ended }: RunningBetalt): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (child.exitCode === null && Date.now() < deadline) {
    if (await isReady(url)) return;
    await sleep(50);
  }
  child.kill('SIGKILL');
  const { code, stdout, stderr } = await ended;
  throw new Error(`betalt did not become ready (exit code ${code}): ${stderr}\n${stdout}`);
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    // Nobody listens yet, which is the answer.
    return false;
  }
}

function run(environment: Readonly<Record<string, string>>, args: readonly string[]): RunningBetalt {
  const child = spawn(process.execPath, [BETALT, ...args], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, stdout, stderr }));
  return { child, ended, stdout: () => stdout };
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await once(server.listen(0, '127.0.0.1'), 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
