import { runLoad } from '../load/http-load.ts';
import { anyOf, listPage } from '../load/requests.ts';
import { LIST_PAGE } from '../yardsticks/scripts.ts';
import { costed, costNote } from './cost.ts';
import type { Bench, Measure } from './measure.ts';
import { inTurn } from './rounds.ts';

const CLIENTS = 32;

/** The first page of invoices: over HTTP, authorised, as JSON, against the same rows by pgbench. */
export const listPageMeasure: Measure = {
  name: 'list',
  async run(bench) {
    const { options, population, pgbench } = bench;
    await loadList(bench, CLIENTS, 2);
    const [yardstick, measured] = await inTurn(
      options,
      'more',
      async () => {
        const { seconds } = options;
        const run = { script: LIST_PAGE, clients: CLIENTS, seconds, variables: { accounts: population.accounts } };
        return { value: (await pgbench(run)).perSecond };
      },
      () => costed(bench.api, () => loadList(bench, CLIENTS, options.seconds)),
    );
    return [
      {
        name: 'list',
        what: `list page of 50, ${CLIENTS} clients`,
        against: 'pgbench, the same rows',
        yardstick: yardstick.value,
        measured: measured.value,
        unit: '/s',
        ratio: measured.value / yardstick.value,
        goal: 0.35,
        stretch: 0.45,
        better: 'more',
        note: costNote(measured),
      },
    ];
  },
};

export function loadList({ api, population }: Pick<Bench, 'api' | 'population'>, clients: number, seconds: number) {
  return runLoad({ port: api.port, clients, seconds, next: () => listPage(anyOf(1, population.accounts)) });
}
