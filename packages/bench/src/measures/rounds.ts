import type { BenchOptions } from '../options.ts';

/** What a round of one side found. */
export interface Round {
  readonly value: number;
}

/**
 * Runs two sides in turn, so that whatever else the machine does falls on both, and takes the best of each: noise only ever makes a
 * round worse, so the best is the least disturbed one.
 */
export async function inTurn<One extends Round, Other extends Round>(
  { rounds }: Pick<BenchOptions, 'rounds'>,
  better: 'more' | 'less',
  one: () => Promise<One>,
  other: () => Promise<Other>,
): Promise<[One, Other]> {
  const found: [One[], Other[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    found[0].push(await one());
    found[1].push(await other());
  }
  return [bestOf(found[0], better), bestOf(found[1], better)];
}

/** @throws Error without any round */
export function bestOf<Each extends Round>(rounds: readonly Each[], better: 'more' | 'less'): Each {
  const [first, ...rest] = rounds;
  if (first === undefined) throw new Error('there was no round');
  return rest.reduce(
    (best, each) => ((better === 'more' ? each.value > best.value : each.value < best.value) ? each : best),
    first,
  );
}
