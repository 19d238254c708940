import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { boundToParent } from './parent-bound.ts';

export type RunOptions<T> = {
  /** What it is called in the log and in errors. */
  name: string;
  command: string;
  args: readonly string[];
  /** Its whole environment; without it, this process's. */
  env?: NodeJS.ProcessEnv;
  /** Reads a JSON line of its standard output: what it announces when it is ready, undefined for any other line. */
  readyLine: (line: unknown) => T | undefined;
  readyWithinMs?: number;
  /** Gets each other line it writes. */
  log?: (line: string) => void;
  /** What the kernel sends it when this process is gone. */
  deathSignal?: 'TERM' | 'KILL';
};

/** One life of a supervised process. `exited` resolves once with how it ended, in words. */
export type Run<T> = { pid: number; announced: T; exited: Promise<string>; end(graceMs: number): Promise<void> };

/** A supervised process did not come up; the message ends with the last lines it wrote. */
export class SupervisedProcessError extends Error {
  readonly code = 'process-not-ready';
  readonly retryable = true;
  override readonly name = 'SupervisedProcessError';
}

/**
 * Starts the program and waits for the line that says it is ready. It has its own session (Ctrl-C in the terminal
 * reaches the supervisor alone), is told by the kernel when the supervisor is gone, and where there is no `setpriv`
 * can see the same by the end of its standard input.
 *
 * @throws SupervisedProcessError when it ends, is stopped, or says nothing in time
 */
export async function startRun<T>(options: RunOptions<T>, stopping: AbortSignal): Promise<Run<T>> {
  const { command, args } = boundToParent(options, options.deathSignal ?? 'TERM');
  const child = spawn(command, args, {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: options.env ?? process.env,
  });
  child.stdin?.on('error', () => {}); // It closed its end: nothing is ever written to it.
  const lines = readLines(child, options);
  const exited = exitOf(child);
  const outcome = await Promise.race([
    lines.announced,
    exited.then((how) => notReady(options, `ended (${how})`, lines.last)),
    outOfTime(options, stopping, lines),
  ]);
  if (outcome instanceof SupervisedProcessError) {
    await end(child, exited, 1000);
    throw outcome;
  }
  return { pid: child.pid ?? 0, announced: outcome.value, exited, end: (graceMs) => end(child, exited, graceMs) };
}

type Lines<T> = { announced: Promise<{ value: T }>; settled: AbortSignal; last: string[] };

function readLines<T>(child: ChildProcess, { name, readyLine, log }: RunOptions<T>): Lines<T> {
  const last: string[] = [];
  const settled = new AbortController();
  const keep = (line: string): void => {
    last.push(line);
    if (last.length > 10) last.shift();
    log?.(`${name}: ${line}`);
  };
  if (child.stderr !== null) createInterface({ input: child.stderr }).on('line', keep);
  const announced = new Promise<{ value: T }>((resolve) => {
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const value = settled.signal.aborted ? undefined : readyLine(parsed(line));
      if (value === undefined) return keep(line);
      settled.abort();
      resolve({ value });
    });
  });
  child.once('exit', () => settled.abort());
  return { announced, settled: settled.signal, last };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // An ordinary line of its log.
    return undefined;
  }
}

async function outOfTime<T>(
  options: RunOptions<T>,
  stopping: AbortSignal,
  lines: Lines<T>,
): Promise<SupervisedProcessError> {
  const withinMs = options.readyWithinMs ?? 30_000;
  const over = AbortSignal.any([stopping, lines.settled]);
  await sleep(withinMs, undefined, { signal: over }).catch(() => {}); // Ends early when it is decided otherwise.
  if (lines.settled.aborted) return new Promise(() => {}); // The race is won by who settled it.
  return notReady(options, stopping.aborted ? 'was stopped' : `was not ready within ${withinMs} ms`, lines.last);
}

function notReady<T>({ name }: RunOptions<T>, what: string, last: readonly string[]): SupervisedProcessError {
  return new SupervisedProcessError([`${name} ${what}`, ...last].join('\n'));
}

function exitOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (failure) => resolve(failure.message));
    child.once('close', (code, signal) => resolve(signal ?? `exit code ${String(code)}`));
  });
}

async function end(child: ChildProcess, exited: Promise<string>, graceMs: number): Promise<void> {
  const ended = new AbortController();
  const late = sleep(graceMs, true, { signal: ended.signal }).catch(() => false);
  child.kill('SIGTERM');
  const killed = late.then((isLate) => {
    if (isLate) child.kill('SIGKILL');
    return exited;
  });
  await Promise.race([exited, killed]);
  ended.abort();
}
