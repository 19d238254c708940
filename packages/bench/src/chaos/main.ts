import { runChaos } from './chaos.ts';
import { readOptions, USAGE } from './options.ts';
import { jsonOf, textOf } from './verdict/report.ts';

process.exitCode = await main(process.argv.slice(2));

/** @returns 0 when every check passed; 1 when one failed or the run could not be made; 2 for a bad option */
async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(USAGE);
    return 0;
  }
  let options;
  try {
    options = readOptions(args);
  } catch (error) {
    process.stderr.write(`chaos: ${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  const report = await runChaos(options, (line) => process.stderr.write(`${line}\n`));
  process.stdout.write(`${options.json ? jsonOf(report) : textOf(report)}\n`);
  return report.checks.every(({ wrong }) => wrong.length === 0) ? 0 : 1;
}
