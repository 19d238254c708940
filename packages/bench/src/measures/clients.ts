import type { LoadResult } from '../load/http-load.ts';
import type { Figure } from '../report/figure.ts';
import { loadList } from './list-page.ts';
import type { Measure } from './measure.ts';
import { loadPay } from './pay-load.ts';

const CURVE = [1, 4, 16, 64] as const;

/** From one client to many: what more of them do to throughput, and to whoever waits longest. */
export const clientsMeasure: Measure = {
  name: 'clients',
  async run(bench) {
    const { seconds } = bench.options;
    const list = await curve((clients) => loadList(bench, clients, seconds));
    const pay = await curve((clients) => loadPay(bench, bench.api, { clients, seconds }));
    return [...figures('list', 'list page', list), ...figures('pay', 'pay', pay)];
  },
};

async function curve(load: (clients: number) => Promise<LoadResult>): Promise<LoadResult[]> {
  const results: LoadResult[] = [];
  for (const clients of CURVE) results.push(await load(clients));
  return results;
}

function figures(name: string, what: string, results: readonly LoadResult[]): Figure[] {
  const { peak, lowest } = lowestAfterPeak(results.map(({ perSecond }) => perSecond));
  const tails = results.map(({ p50Ms, p99Ms }) => p99Ms / p50Ms);
  const worst = results[tails.indexOf(Math.max(...tails))];
  const steps = results.map(({ perSecond }, index) => `${CURVE[index]}: ${Math.round(perSecond)}`).join(', ');
  return [
    {
      name: `clients-${name}`,
      what: `${what}, 1 to 64 clients, lowest after the peak`,
      against: 'the peak',
      yardstick: peak,
      measured: lowest,
      unit: '/s',
      ratio: lowest / peak,
      goal: 0.8,
      stretch: null,
      better: 'more',
      note: `per second by clients ${steps}`,
    },
    {
      name: `tail-${name}`,
      what: `${what}, 1 to 64 clients, p99`,
      against: 'p50',
      yardstick: worst?.p50Ms ?? 0,
      measured: worst?.p99Ms ?? 0,
      unit: 'ms',
      ratio: Math.max(...tails),
      goal: 20,
      stretch: null,
      better: 'less',
    },
  ];
}

/** One client cannot fill a server: only what comes after the peak is a fall. */
export function lowestAfterPeak(values: readonly number[]): { peak: number; lowest: number } {
  const peak = Math.max(...values);
  return { peak, lowest: Math.min(...values.slice(values.indexOf(peak))) };
}
