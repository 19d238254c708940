import { type LoadResult, runLoad } from '../load/http-load.ts';
import { anyOf, get, listPage } from '../load/requests.ts';
import { populationOf } from '../population/population.ts';
import type { Api } from '../subject/api.ts';
import { deepAccount } from './deep-account.ts';
import { dueInvoicesFrom } from './due-invoices.ts';
import type { Bench, Measure } from './measure.ts';
import { loadPay } from './pay-load.ts';
import { inTurn } from './rounds.ts';

const SMALL = 10_000;
const CLIENTS = 8;
const PAYMENTS = 600;

/** What a hundred times the invoices does to the time of a page and of a payment, and what the ten-thousandth page costs. */
export const growthMeasure: Measure = {
  name: 'growth',
  async run(bench) {
    const small = await smallBench(bench);
    try {
      const { rounds, seconds } = bench.options;
      const list = await inTurn(
        { rounds },
        'less',
        () => p50OfList(small, seconds),
        () => p50OfList(bench, seconds),
      );
      const pay = await inTurn(
        { rounds },
        'less',
        () => p50OfPay(small),
        () => p50OfPay(bench),
      );
      const size = `${SMALL.toLocaleString('en-US')} → ${bench.population.invoices.toLocaleString('en-US')} invoices`;
      return [figure('growth-list', `list page, ${size}`, list), figure('growth-pay', `pay, ${size}`, pay)];
    } finally {
      await small.api.stop();
    }
  },
};

/** Keyset: a page deep in a long list is found by its place in the index, not by counting to it. */
export const depthMeasure: Measure = {
  name: 'depth',
  async run(bench) {
    const { account, firstPage, deepPage, depth } = await deepAccount(bench);
    const load = (path: string) => async () => {
      const next = () => get(path, account);
      const { p50Ms } = await runLoad({ port: bench.api.port, clients: 1, seconds: bench.options.seconds, next });
      return { value: p50Ms };
    };
    const pages = await inTurn(bench.options, 'less', load(firstPage), load(deepPage));
    return [figure('depth', `page 1 → page ${depth.toLocaleString('en-US')} of one account`, pages)];
  },
};

async function smallBench(bench: Bench): Promise<Bench & { api: Api }> {
  const population = populationOf(SMALL);
  const databaseUrl = await bench.otherDatabase(population);
  const api = await bench.startApi({ databaseUrl });
  return { ...bench, population, databaseUrl, api, dueInvoices: dueInvoicesFrom(population, population.lastPaid + 1) };
}

async function p50OfList({ api, population }: Bench, seconds: number): Promise<{ value: number }> {
  const next = () => listPage(anyOf(1, population.accounts));
  return asRound(await runLoad({ port: api.port, clients: CLIENTS, seconds, next }));
}

/** As many on both sides, since the small one has only so many due invoices. */
async function p50OfPay(bench: Bench): Promise<{ value: number }> {
  const seconds = 60;
  return asRound(await loadPay(bench, bench.api, { clients: CLIENTS, seconds, mostRequests: PAYMENTS }));
}

function asRound({ p50Ms }: LoadResult): { value: number } {
  return { value: p50Ms };
}

function figure(name: string, what: string, [before, after]: readonly [{ value: number }, { value: number }]) {
  return {
    name,
    what: `${what}, p50`,
    against: 'the first of both',
    yardstick: before.value,
    measured: after.value,
    unit: 'ms',
    ratio: after.value / before.value,
    goal: 1.2,
    stretch: 1.05,
    better: 'less',
  } as const;
}
