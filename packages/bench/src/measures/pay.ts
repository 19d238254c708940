import { costed, costNote } from './cost.ts';
import type { Measure } from './measure.ts';
import { loadPay, pgbenchPay } from './pay-load.ts';
import { inTurn } from './rounds.ts';

const CLIENTS = 64;

/** Paying over HTTP: authorise, record, ask the gateway, apply, ledger, outbox, stored answer; against naive SQL without any of HTTP. */
export const payMeasure: Measure = {
  name: 'pay',
  async run(bench) {
    const { options, api } = bench;
    await loadPay(bench, api, { clients: CLIENTS, seconds: 1 });
    const load = { clients: CLIENTS, seconds: options.seconds };
    const [yardstick, measured] = await inTurn(
      options,
      'more',
      async () => ({ value: (await pgbenchPay(bench, 'statements', load)).perSecond }),
      () => costed(bench.api, () => loadPay(bench, api, load)),
    );
    return [
      {
        name: 'pay',
        what: `pay, ${CLIENTS} clients`,
        against: 'pgbench, two transactions by statements',
        yardstick: yardstick.value,
        measured: measured.value,
        unit: '/s',
        ratio: measured.value / yardstick.value,
        goal: 2,
        stretch: 3,
        better: 'more',
        note: costNote(measured),
      },
    ];
  },
};

/** What grouping is worth to whoever waits longest: the same application with it and without. */
export const payTailMeasure: Measure = {
  name: 'pay-p99',
  async run(bench) {
    const { options, api } = bench;
    const ungrouped = await bench.startApi({ grouping: false });
    try {
      const load = { clients: CLIENTS, seconds: options.seconds };
      for (const each of [ungrouped, api]) await loadPay(bench, each, { clients: CLIENTS, seconds: 1 });
      const [without, grouped] = await inTurn(
        options,
        'less',
        async () => ({ value: (await loadPay(bench, ungrouped, load)).p99Ms }),
        async () => ({ value: (await loadPay(bench, api, load)).p99Ms }),
      );
      return [
        {
          name: 'pay-p99',
          what: `pay, p99, ${CLIENTS} clients`,
          against: 'grouping off',
          yardstick: without.value,
          measured: grouped.value,
          unit: 'ms',
          ratio: grouped.value / without.value,
          goal: 0.4,
          stretch: 0.25,
          better: 'less',
        },
      ];
    } finally {
      await ungrouped.stop();
    }
  },
};

/** How long somebody waits who pays alone. */
export const payAloneMeasure: Measure = {
  name: 'pay-alone',
  async run(bench) {
    const { options, api } = bench;
    const load = { clients: 1, seconds: options.seconds };
    const [yardstick, measured] = await inTurn(
      options,
      'less',
      async () => ({ value: (await pgbenchPay(bench, 'functions', load)).p50Ms }),
      async () => ({ value: (await loadPay(bench, api, load)).p50Ms }),
    );
    return [
      {
        name: 'pay-alone',
        what: 'pay, one client, p50',
        against: 'pgbench, two functions, p50',
        yardstick: yardstick.value,
        measured: measured.value,
        unit: 'ms',
        ratio: measured.value / yardstick.value,
        goal: 4,
        stretch: 2.5,
        better: 'less',
      },
    ];
  },
};
