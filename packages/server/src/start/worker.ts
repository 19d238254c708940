import type { Wiring } from '../app/wired.ts';
import { openQueuePool } from '../db/queue-pool.ts';

export interface Worker {
  /** Resolves, with the reason, when the worker has died; never when it was stopped. */
  readonly lost: Promise<string>;
  stop(): Promise<void>;
}

// Jobs are few and wait mostly on the gateway; two cores are shared with the API and the database.
const CONCURRENCY = 4;

/**
 * Runs the jobs of `jobs/tasks.ts` until it is stopped. Any number of workers may run on one database.
 *
 * @param queueUrl a direct connection: the queue listens, which a transaction pooler does not pass on
 */
export async function startWorker(wiring: Wiring, queueUrl: string): Promise<Worker> {
  const [{ run, Logger }, { taskList, crontab, SWEEPS }] = await Promise.all([
    import('graphile-worker'),
    import('../jobs/tasks.ts'),
  ]);
  const queue = openQueuePool(queueUrl, { maxConnections: CONCURRENCY + 2 });
  const runner = await run({
    pgPool: queue,
    taskList: taskList(wiring),
    crontab,
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => writeLine(wiring, level, message)),
  });
  // What a killed process left behind is not kept waiting for the next full minute.
  await Promise.all(SWEEPS.map((task) => runner.addJob(task, {}, { jobKey: task })));
  return {
    lost: runner.promise.then(
      () => new Promise<string>(() => undefined),
      (error: unknown) => `The worker has died: ${error instanceof Error ? error.message : String(error)}`,
    ),
    stop: async () => {
      await runner.stop();
      await queue.end();
    },
  };
}

function writeLine({ log }: Wiring, level: string, message: string): void {
  if (level === 'error') log.error({ process: 'worker' }, message);
  else if (level === 'warning') log.warn({ process: 'worker' }, message);
  else log.debug({ process: 'worker' }, message);
}
