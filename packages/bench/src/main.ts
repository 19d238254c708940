import { setUp } from './bench.ts';
import { chargedIn, wrongInBooks } from './measures/books.ts';
import type { Bench } from './measures/measure.ts';
import { MEASURES } from './measures/measures.ts';
import { readOptions, USAGE } from './options.ts';
import type { Figure } from './report/figure.ts';
import { machineLine } from './report/machine.ts';
import { table } from './report/table.ts';

process.exitCode = await main(process.argv.slice(2));

/** @returns 0 when the figures count, whatever they are; 1 when the books are wrong or it could not be measured; 2 for a bad option */
async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(USAGE);
    return 0;
  }
  let options;
  try {
    options = readOptions(args);
  } catch (error) {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  const bench = await setUp(options, (line) => process.stderr.write(`${line}\n`));
  try {
    const chargedBefore = await chargedIn(bench.databaseUrl);
    const figures = await runAll(bench);
    const wrong = await wrongInBooks(bench.databases, bench.gateway, chargedBefore);
    print(figures, wrong, options.json);
    return wrong.length === 0 ? 0 : 1;
  } finally {
    await bench.close();
  }
}

async function runAll(bench: Bench): Promise<Figure[]> {
  const { only } = bench.options;
  const figures: Figure[] = [];
  for (const measure of MEASURES.filter(({ name }) => only === null || only.includes(name))) {
    bench.say(`measuring ${measure.name}`);
    const found = await measure.run(bench);
    figures.push(...found);
    bench.say(table(found));
  }
  return figures;
}

function print(figures: readonly Figure[], wrong: readonly string[], json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify({ machine: machineLine(), figures, wrongInBooks: wrong }, null, 2)}\n`);
    return;
  }
  const verdict =
    wrong.length === 0
      ? 'The ledger adds up, no invoice was paid twice, and every charge of the gateway is in the books.'
      : `The books are wrong:\n${wrong.map((each) => `- ${each}`).join('\n')}`;
  process.stdout.write(`${machineLine()}\n\n${table(figures)}\n\n${verdict}\n`);
}
