import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Actor } from '@betalt/core/access/may.ts';
import { type FileReport, type ImportFile, importInvoices } from '../app/invoices/import-invoices.ts';
import { importTargets, type ImportTarget } from '../db/queries/issue-targets.ts';
import { wholeFileProblem } from '../einvoice/file-problem.ts';
import { readInvoiceFile } from '../einvoice/read-invoice-file.ts';
import type { Wiring } from '../wiring.ts';

export interface ImportCommand {
  readonly files: readonly string[];
  /** Name or display name of a billing account; absent: the first that has a profile in the file's currency. */
  readonly account?: string | undefined;
  /** Name or display name of a billing profile; absent: the first in the file's currency. */
  readonly profile?: string | undefined;
  /** Where lines for the reader go. */
  readonly out: (line: string) => void;
}

/** More files at once would only hold more of them in memory. */
const BATCH = 100;

/**
 * `betalt invoice import FILE…`: imports files as the host of the installation, prints what became of each, and every
 * problem as `file:line:column path [rule] message`.
 *
 * @returns the exit code: 1 when a file was refused
 */
export async function importFromFiles(
  wiring: Pick<Wiring, 'database' | 'clock' | 'outboxSignal'>,
  { files, account, profile, out }: ImportCommand,
): Promise<number> {
  const targets = await importTargets(wiring.database.db, { account, profile });
  if (targets.length === 0) {
    out(`There is no such billing profile${profile === undefined ? '' : `: ${profile}`}. Name one with --profile NAME --account NAME.`);
    return 1;
  }
  const reports: FileReport[] = [];
  for (let start = 0; start < files.length; start += BATCH) {
    reports.push(...(await importBatch(wiring, files.slice(start, start + BATCH), { targets, profile, out })));
  }
  for (const line of table(reports)) out(line);
  return reports.some(({ outcome }) => outcome === 'refused') ? 1 : 0;
}

type Choice = Pick<ImportCommand, 'profile' | 'out'> & { readonly targets: readonly ImportTarget[] };

async function importBatch(
  wiring: Pick<Wiring, 'database' | 'clock' | 'outboxSignal'>,
  paths: readonly string[],
  choice: Choice,
): Promise<FileReport[]> {
  const read = await Promise.all(paths.map(readPath));
  const byTarget = Map.groupBy(read.flatMap((each) => ('bytes' in each ? [each] : [])), (file) => targetOf(file, choice));
  const reports = new Map<string, FileReport>();
  for (const [target, files] of byTarget) {
    if (choice.profile === undefined) choice.out(`Into ${target.accountDisplayName}, ${target.displayName} (${target.currency}):`);
    const dependencies = { db: wiring.database.db, clock: wiring.clock, onCommitted: () => wiring.outboxSignal.notify() };
    const imported = await importInvoices(dependencies, HOST, { ...target, files });
    if (!imported.ok) throw new Error(`importing into ${target.displayName} failed: ${imported.error.code}`);
    for (const [index, report] of imported.value.files.entries()) reports.set(files[index]?.path ?? '', report);
  }
  return read.flatMap((each) => ('bytes' in each ? (reports.get(each.path) ?? []) : each));
}

/** Whoever has the shell of the installation is the issuer; the activity log says so by this name. */
const HOST: Actor = {
  userId: '00000000-0000-0000-0000-000000000000',
  name: 'betalt invoice import',
  roles: [],
  issuerRoles: ['Issuer administrator'],
};

type ReadFile = ImportFile & { readonly path: string };

async function readPath(path: string): Promise<ReadFile | FileReport> {
  const fileName = basename(path);
  try {
    return { path, fileName, bytes: await readFile(path) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const problem = wholeFileProblem(fileName, 'file-not-readable', `The file cannot be read: ${reason}.`);
    return { fileName, outcome: 'refused', problems: [problem] };
  }
}

/** The first profile in the file's currency; for a file that cannot be read any will do, since nothing goes in. */
function targetOf({ bytes, fileName }: ReadFile, { targets, profile }: Choice): ImportTarget {
  const [first] = targets;
  if (first === undefined) throw new Error('there is no billing profile to import into');
  if (profile !== undefined) return first;
  const read = readInvoiceFile(bytes, fileName);
  return targets.find(({ currency }) => read.ok && read.value.document.currency === currency) ?? first;
}

function table(reports: readonly FileReport[]): string[] {
  const width = Math.max(4, ...reports.map(({ fileName }) => fileName.length));
  return reports.flatMap((report) => {
    const head = `${report.outcome.padEnd(9)}  ${report.fileName.padEnd(width)}`;
    if (report.outcome !== 'refused') return [`${head}  ${report.invoice.number}`];
    return [
      `${head}  ${report.problems.length === 1 ? '1 problem' : `${report.problems.length} problems`}`,
      ...report.problems.map(
        ({ fileName, line, column, path, rule, message }) => `  ${fileName}:${line}:${column} ${path} [${rule}] ${message}`,
      ),
    ];
  });
}
