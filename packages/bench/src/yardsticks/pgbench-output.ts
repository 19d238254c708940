export interface PgbenchResult {
  readonly transactions: number;
  readonly perSecond: number;
  readonly averageMs: number;
}

/**
 * Reads what pgbench prints at the end of a run.
 *
 * @throws Error when a line is missing, or when any transaction failed: a figure with failures in it is none
 */
export function parsePgbenchOutput(text: string): PgbenchResult {
  const failed = /^number of failed transactions: (\d+)/m.exec(text)?.[1] ?? '0';
  if (failed !== '0') throw new Error(`pgbench had ${failed} failed transactions:\n${text}`);
  return {
    transactions: figure(text, /^number of transactions actually processed: (\d+)/m),
    perSecond: figure(text, /^tps = ([\d.]+) \((?:without initial connection time|excluding connections)/m),
    averageMs: figure(text, /^latency average = ([\d.]+) ms/m),
  };
}

/** Latencies in milliseconds from pgbench's transaction log (`--log`): client, transaction, microseconds, script, second, rest. */
export function parsePgbenchLog(text: string): number[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const microseconds = Number(line.split(' ')[2]);
    if (Number.isNaN(microseconds)) throw new Error(`not a line of pgbench's log: ${line}`);
    return microseconds / 1000;
  });
}

function figure(text: string, line: RegExp): number {
  const found = line.exec(text)?.[1];
  if (found === undefined) throw new Error(`pgbench printed no line like ${line.source}:\n${text}`);
  return Number(found);
}
