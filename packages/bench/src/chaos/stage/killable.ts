import { superviseProcess } from '@betalt/embedded/supervise/child-process.ts';

/** A process that is killed without warning and started again at once, as whoever runs Betalt's processes would do. */
export interface Killable {
  readonly name: string;
  /** SIGKILL. Resolves when it is up again. */
  kill(): Promise<void>;
  /** How often it ended without being killed. */
  ownEnds(): number;
  stop(): Promise<void>;
}

export interface Program {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** True for the JSON line that says that it is ready. */
  readonly isReady: (line: Readonly<Record<string, unknown>>) => boolean;
  readonly log: (line: string) => void;
}

/** A slow machine is no failure of what is tried here. */
const READY_WITHIN_MS = 120_000;
const RESTART = { firstMs: 20, maxMs: 500, calmMs: 1_000 };

/** @throws SupervisedProcessError when it does not come up the first time */
export async function startKillable({ name, args, env, isReady, log }: Program): Promise<Killable> {
  let waiting: (() => void)[] = [];
  let [starts, kills] = [0, 0];
  const running = await superviseProcess({
    name,
    command: process.execPath,
    args,
    env: { PATH: process.env.PATH, ...env },
    readyLine: (line) => (isObject(line) && isReady(line) ? line : undefined),
    readyWithinMs: READY_WITHIN_MS,
    restart: RESTART,
    deathSignal: 'KILL',
    log,
    onReady: () => {
      starts += 1;
      for (const resolve of waiting.splice(0)) resolve();
    },
  });
  const nextStart = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));
  return {
    name,
    ownEnds: () => Math.max(0, starts - 1 - kills),
    kill: async () => {
      let pid = running.pid();
      while (pid === undefined) {
        await nextStart();
        pid = running.pid();
      }
      const again = nextStart();
      kills += 1;
      process.kill(pid, 'SIGKILL');
      await again;
    },
    stop: async () => {
      waiting = [];
      await running.stop();
    },
  };
}

function isObject(line: unknown): line is Readonly<Record<string, unknown>> {
  return typeof line === 'object' && line !== null;
}
