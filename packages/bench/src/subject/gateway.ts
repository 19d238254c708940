import { fileURLToPath } from 'node:url';
import { startRun } from '@betalt/embedded/supervise/process-run.ts';

export interface Gateway {
  readonly port: number;
  /** How many charges it has said yes to. */
  charges(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts the gateway's double as a process of its own. */
export async function startGateway(): Promise<Gateway> {
  const program = fileURLToPath(new URL('gateway-double.ts', import.meta.url));
  const run = await startRun(
    { name: 'gateway double', command: process.execPath, args: [program], readyLine: portOf },
    new AbortController().signal,
  );
  const port = run.announced;
  return {
    port,
    charges: async () => {
      const response = await fetch(`http://127.0.0.1:${port}/charges`);
      return ((await response.json()) as { charges: number }).charges;
    },
    stop: () => run.end(2_000),
  };
}

function portOf(line: unknown): number | undefined {
  return typeof line === 'object' && line !== null && 'port' in line && typeof line.port === 'number'
    ? line.port
    : undefined;
}
