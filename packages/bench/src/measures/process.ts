import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '@betalt/embedded/postgres/free-port.ts';
import { boundToParent } from '@betalt/embedded/supervise/parent-bound.ts';
import type { Figure } from '../report/figure.ts';
import { stopProcess, waitUntilReady } from '../subject/api.ts';
import { loadList } from './list-page.ts';
import type { Measure } from './measure.ts';
import { loadPay } from './pay-load.ts';

/** Resident memory of one API process: when it has just become ready, and the highest under lists and payments. */
export const memoryMeasure: Measure = {
  name: 'memory',
  async run(bench) {
    const api = await bench.startApi();
    try {
      const { nowMb } = await api.memory();
      const { seconds } = bench.options;
      await loadList({ ...bench, api }, 64, seconds);
      await loadPay(bench, api, { clients: 64, seconds });
      const { highestMb } = await api.memory();
      return [megabytes('idle', nowMb, 180, 120), megabytes('under load', highestMb, 350, 250)];
    } finally {
      await api.stop();
    }
  },
};

function megabytes(when: string, measured: number, goal: number, stretch: number): Figure {
  const [name, what] = [`memory-${when.replace(' ', '-')}`, `memory of one API process, ${when}`];
  return budget({ name, what, measured, unit: 'MB', goal, stretch });
}

/** A figure that is held against a number and not against another. */
function budget(figure: Omit<Figure, 'against' | 'yardstick' | 'ratio' | 'better'>): Figure {
  return { ...figure, against: 'budget', yardstick: null, ratio: figure.measured, better: 'less' };
}

const FIRST_START_WITHIN_MS = 120_000;

/** `betalt start` as `npm start` runs it: its own PostgreSQL, sandbox and demo data; the second time, when all of that is there. */
export const readyMeasure: Measure = {
  name: 'ready',
  async run() {
    const dataDir = await mkdtemp(join(tmpdir(), 'betalt-bench-start-'));
    try {
      await startAndStop(dataDir);
      const measured = await startAndStop(dataDir);
      const what = 'ready after betalt start, second time';
      return [budget({ name: 'ready', what, measured, unit: 's', goal: 5, stretch: 2 })];
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

/** @returns seconds until it says that it is ready */
async function startAndStop(dataDir: string): Promise<number> {
  const [port, sandboxPort] = [await findFreePort(), await findFreePort()];
  const since = performance.now();
  const child = startBetalt({
    BETALT_DATA_DIR: dataDir,
    BETALT_PORT: String(port),
    BETALT_TLS_PORT: '0',
    BETALT_SANDBOX_PORT: String(sandboxPort),
  });
  try {
    await waitUntilReady(`http://127.0.0.1:${port}`, child, FIRST_START_WITHIN_MS);
    return (performance.now() - since) / 1000;
  } finally {
    await stopProcess(child);
  }
}

function startBetalt(settings: NodeJS.ProcessEnv): ChildProcess {
  const program = fileURLToPath(new URL('../../../server/bin/betalt.js', import.meta.url));
  const { command, args } = boundToParent({ command: process.execPath, args: [program, 'start'] }, 'TERM');
  return spawn(command, args, { env: { ...process.env, ...settings }, stdio: 'ignore' });
}
