import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type SupervisedProcess, type SuperviseOptions, superviseProcess } from '../src/supervise/child-process.ts';
import { isThere } from './support/programs.ts';

const QUICK = { firstMs: 20, maxMs: 100, calmMs: 60_000 };

describe('a supervised process', () => {
  it('is ready when it announces itself, and its other lines go to the log', async () => {
    const lines: string[] = [];
    const supervised = await supervise([], { log: (line) => lines.push(line) });
    expect(supervised.announced()).toBe(supervised.pid());
    expect(lines).toEqual(['announcer: warming up']);
  });

  it('is started again when it dies, and what it announces then is the new truth', async () => {
    const announced: number[] = [];
    const supervised = await supervise([], { onReady: (pid) => announced.push(pid) });
    for (const times of [2, 3]) {
      process.kill(supervised.announced(), 'SIGKILL');
      await vi.waitUntil(() => announced.length === times, { timeout: 10_000 });
    }
    expect(new Set(announced).size).toBe(3);
    expect(supervised.announced()).toBe(announced.at(-1));
  });

  it('waits longer before each new start', async () => {
    const lines: string[] = [];
    let ready = 0;
    const supervised = await supervise([], { log: (line) => lines.push(line), onReady: () => (ready += 1) });
    for (const times of [2, 3, 4]) {
      process.kill(supervised.announced(), 'SIGKILL');
      await vi.waitUntil(() => ready === times, { timeout: 10_000 });
    }
    const pauses = lines.flatMap((line) => /ended \(SIGKILL\).* in (\d+) ms/.exec(line)?.slice(1) ?? []);
    expect(pauses).toEqual(['20', '40', '80']);
  });

  it('ends when it is asked to, and stays down', async () => {
    const supervised = await supervise([]);
    const pid = supervised.announced();
    await Promise.all([supervised.stop(), supervised.stop()]);
    expect(await isThere(pid)).toBe(false);
    expect(supervised.pid()).toBeUndefined();
  });

  it('is killed when it does not hear', async () => {
    const supervised = await supervise(['deaf'], { graceMs: 150 });
    await supervised.stop();
    expect(await isThere(supervised.announced())).toBe(false);
  });

  it('stops waiting to start again when it is stopped meanwhile', async () => {
    const supervised = await supervise([], { restart: { firstMs: 60_000, maxMs: 60_000, calmMs: 60_000 } });
    process.kill(supervised.announced(), 'SIGKILL');
    await vi.waitUntil(() => supervised.pid() === undefined, { timeout: 10_000 });
    await supervised.stop();
  });

  it('dies with its supervisor, even by kill -9', async () => {
    const program = fileURLToPath(new URL('programs/supervisor.ts', import.meta.url));
    const supervisor = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(createInterface({ input: supervisor.stdout }), 'line');
    const pid = Number(/\d+/.exec(String(line))?.[0]);
    expect(await isThere(pid)).toBe(true);
    supervisor.kill('SIGKILL');
    await vi.waitUntil(async () => !(await isThere(pid)), { timeout: 10_000 });
  });
});

describe('a process that does not come up', () => {
  it('is an error with the last words it wrote, after a few tries', async () => {
    const failure = await supervise(['dies'], { firstTries: 2 }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'process-not-ready', message: expect.stringMatching(/exit code 3/) });
    expect(failure).toMatchObject({ message: expect.stringContaining('the port is taken') });
  });

  it('is an error when it says nothing in time, and is not left behind', async () => {
    const failure = await supervise(['silent'], { firstTries: 1, readyWithinMs: 400 }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ message: expect.stringMatching(/not ready within 400 ms\nwarming up/) });
  });

  it('is an error when there is no such program', async () => {
    const failure = await supervise([], { firstTries: 1, command: '/no/such/program' }).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 'process-not-ready' });
  });
});

async function supervise(
  manners: readonly string[],
  options: Partial<SuperviseOptions<number>> = {},
): Promise<SupervisedProcess<number>> {
  const supervised = await superviseProcess<number>({
    name: 'announcer',
    command: process.execPath,
    args: [fileURLToPath(new URL('programs/announcer.ts', import.meta.url)), ...manners],
    restart: QUICK,
    readyLine: readyPid,
    ...options,
  });
  onTestFinished(() => supervised.stop());
  return supervised;
}

function readyPid(line: unknown): number | undefined {
  if (typeof line !== 'object' || line === null || !('ready' in line)) return undefined;
  return typeof line.ready === 'number' ? line.ready : undefined;
}
