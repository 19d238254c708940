import type { LoadResult } from '../load/http-load.ts';
import type { Api } from '../subject/api.ts';
import type { Round } from './rounds.ts';

export interface CostedRound extends Round {
  /** Processor time of the API process for each request, in microseconds: what neighbours on the machine change least. */
  readonly cpuMicroseconds: number;
}

/** A round of throughput, with what it cost the API process. */
export async function costed(api: Api, load: () => Promise<LoadResult>): Promise<CostedRound> {
  const before = await api.cpuSeconds();
  const { perSecond, requests } = await load();
  const used = (await api.cpuSeconds()) - before;
  return { value: perSecond, cpuMicroseconds: Math.round((used * 1_000_000) / Math.max(1, requests)) };
}

export function costNote({ cpuMicroseconds }: CostedRound): string {
  return `${cpuMicroseconds} µs of the API process's processor time each`;
}
