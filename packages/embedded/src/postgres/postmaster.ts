import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from '../supervise/parent-bound.ts';
import { EmbeddedPostgresError, fromPostgresWords } from './embedded-postgres-error.ts';
import { postgresEnvironment } from './postgres-settings.ts';

/** How the server ended; `failure` says why when nobody asked it to. */
export type PostgresExit = {
  code: number | null;
  signal: NodeJS.Signals | null;
  failure: EmbeddedPostgresError | undefined;
};

/** A running server process. `exited` always resolves, once, whoever ended it. */
export type Postmaster = { pid: number; exited: Promise<PostgresExit>; stop(): Promise<void> };

const READY = /database system is ready to accept connections/;
const STOP_STEPS = [
  ['SIGINT', 30_000], // fast: roll open transactions back, write a checkpoint
  ['SIGQUIT', 5_000], // immediate: the next start recovers from the log
  ['SIGKILL', 5_000],
] as const;

/**
 * Starts the server and waits until it takes connections, however long recovery takes while it lives. It has its own
 * session, so that Ctrl-C in the terminal reaches Betalt alone, which first lets its requests end; and it gets a fast
 * shutdown from the kernel when Betalt is gone (the command is bound to it by the caller).
 *
 * @throws EmbeddedPostgresError by what the server wrote before it gave up
 */
export async function startPostmaster(
  server: Command,
  clusterDir: string,
  log: (line: string) => void,
): Promise<Postmaster> {
  const child = spawn(server.command, server.args, {
    cwd: clusterDir,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: postgresEnvironment(),
  });
  const words = lastWords(child, log);
  const asked = { stop: false };
  const exited = exitOf(child, words, asked, clusterDir);
  const failure = await Promise.race([words.ready, exited.then((exit) => exit.failure ?? endedEarly(clusterDir))]);
  if (failure !== undefined) throw failure;
  return { pid: pidOf(child), exited, stop: () => stop(child, exited, asked) };
}

type Words = { ready: Promise<undefined>; said(): string };

function lastWords(child: ChildProcess, log: (line: string) => void): Words {
  const recent: string[] = [];
  let rest = '';
  const ready = new Promise<undefined>((resolve) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString('utf8')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        recent.push(line);
        if (recent.length > 20) recent.shift();
        log(line);
        if (READY.test(line)) resolve(undefined);
      }
    });
  });
  return { ready, said: () => [...recent, rest].join('\n') };
}

function exitOf(child: ChildProcess, words: Words, asked: { stop: boolean }, dir: string): Promise<PostgresExit> {
  return new Promise((resolve) => {
    child.once('error', (cause) => {
      resolve({ code: null, signal: null, failure: fromPostgresWords(words.said(), dir, cause) });
    });
    child.once('close', (code, signal) => {
      resolve({ code, signal, failure: asked.stop ? undefined : whyEnded(words.said(), dir, code, signal) });
    });
  });
}

function whyEnded(said: string, dir: string, code: number | null, signal: string | null): EmbeddedPostgresError {
  const named = fromPostgresWords(said, dir);
  if (named.code !== 'start-failed' || !READY.test(said)) return named;
  return new EmbeddedPostgresError(
    'ended',
    `PostgreSQL on ${dir} ended by itself (${signal ?? `exit code ${String(code)}`}).`,
    'Start Betalt again: what was acknowledged is recovered. If it ends again, the lines before this one say why.',
    { retryable: true },
  );
}

function endedEarly(dir: string): EmbeddedPostgresError {
  return fromPostgresWords('', dir);
}

async function stop(child: ChildProcess, exited: Promise<PostgresExit>, asked: { stop: boolean }): Promise<void> {
  asked.stop = true;
  for (const [signal, patienceMs] of STOP_STEPS) {
    child.kill(signal);
    const controller = new AbortController();
    const late = sleep(patienceMs, 'late', { signal: controller.signal }).catch(() => 'late');
    const outcome = await Promise.race([exited, late]);
    controller.abort();
    if (outcome !== 'late') return;
  }
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('A server that took connections has a process id.');
  return child.pid;
}
