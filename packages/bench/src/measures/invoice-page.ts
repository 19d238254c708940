import { runLoad } from '../load/http-load.ts';
import { anyOf, invoicePage } from '../load/requests.ts';
import { INVOICE_PAGE } from '../yardsticks/scripts.ts';
import { costed, costNote } from './cost.ts';
import type { Bench, Measure } from './measure.ts';
import { inTurn } from './rounds.ts';

const CLIENTS = 32;

/** One invoice with its lines and tax: over HTTP, authorised, as JSON, against its rows by pgbench. */
export const invoicePageMeasure: Measure = {
  name: 'invoice',
  async run(bench) {
    const { options, population, pgbench } = bench;
    await loadInvoices(bench, 2);
    const { accounts, firstItemised, invoices } = population;
    const script = { script: INVOICE_PAGE, clients: CLIENTS, variables: { accounts, firstItemised, invoices } };
    const [yardstick, measured] = await inTurn(
      options,
      'more',
      async () => ({ value: (await pgbench({ ...script, seconds: options.seconds })).perSecond }),
      () => costed(bench.api, () => loadInvoices(bench, options.seconds)),
    );
    return [
      {
        name: 'invoice',
        what: `invoice page with lines, ${CLIENTS} clients`,
        against: 'pgbench, invoice and lines',
        yardstick: yardstick.value,
        measured: measured.value,
        unit: '/s',
        ratio: measured.value / yardstick.value,
        goal: 0.25,
        stretch: 0.45,
        better: 'more',
        note: costNote(measured),
      },
    ];
  },
};

function loadInvoices({ api, population }: Bench, seconds: number) {
  const next = () => invoicePage(population, anyOf(population.firstItemised, population.invoices));
  return runLoad({ port: api.port, clients: CLIENTS, seconds, next });
}
