import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Language } from '@betalt/contract/portal/session.ts';
import type { Actor } from '@betalt/core/access/may.ts';
import { assert } from '@betalt/core/shared/assert.ts';
import { type ImportDependencies, importInvoices } from '../app/invoices/import-invoices.ts';
import type { FileReport, ImportFile, ImportProblem } from '../app/invoices/import-report.ts';
import type { Wiring } from '../app/wired.ts';
import { type ImportTarget, importTargets } from '../db/queries/issue-targets.ts';
import { readInvoiceFile } from '../einvoice/read-invoice-file.ts';
import { fileSentence, problemSentence } from '../http/present/import-sentences.ts';
import { wholeFileProblem } from '../xml/file-problem.ts';

export interface ImportCommand {
  readonly files: readonly string[];
  /** Name or display name of a billing account; absent: any. */
  readonly account?: string | undefined;
  /** Name or display name of a billing profile; absent: the one in the file's currency (of the demo, the first one). */
  readonly profile?: string | undefined;
  readonly language: Language;
  /** Where lines for the reader go. */
  readonly out: (line: string) => void;
}

/** More files at once would only hold more of them in memory. */
const BATCH = 100;

/**
 * `betalt invoice import FILE…`: imports files as the host of the installation and prints what became of each, with every
 * problem as `file:line:column: rule at path: message`.
 *
 * @returns the exit code: 1 when a file was refused
 */
export async function importFromFiles(wiring: ImportWiring, command: ImportCommand): Promise<number> {
  const { files, out, language, ...choice } = command;
  const targets = await importTargets(wiring.database.db, choice);
  if (targets.length === 0) {
    out('There is no such billing profile. Name one that exists with --profile NAME --account NAME.');
    return FAILED;
  }
  const reports: FileReport[] = [];
  for (let start = 0; start < files.length; start += BATCH) {
    reports.push(...(await importBatch(wiring, files.slice(start, start + BATCH), targets, out)));
  }
  for (const line of reports.flatMap((report) => reportLines(report, language))) out(line);
  return reports.some(({ outcome }) => outcome === 'refused') ? FAILED : 0;
}

type ImportWiring = Pick<Wiring, 'database' | 'clock' | 'config'>;
const FAILED = 1;

async function importBatch(
  wiring: ImportWiring,
  paths: readonly string[],
  targets: readonly ImportTarget[],
  out: ImportCommand['out'],
): Promise<FileReport[]> {
  const read = await Promise.all(paths.map(readPath));
  const placed = read.map((file) => ('bytes' in file ? place(file, targets, wiring.config.demo) : file));
  const byTarget = Map.groupBy(
    placed.filter((each) => 'target' in each),
    ({ target }) => target,
  );
  const reports = new Map<string, FileReport>();
  for (const [target, files] of byTarget) {
    out(`Into ${target.displayName} (${target.currency}) of ${target.accountDisplayName}:`);
    const imported = await importInvoices(dependenciesOf(wiring), HOST, { ...target, files });
    assert(imported.ok, 'the host may import into a profile that exists');
    for (const [index, report] of imported.value.files.entries()) reports.set(files[index]?.path ?? '', report);
  }
  return placed.flatMap((each) => ('target' in each ? (reports.get(each.path) ?? []) : each));
}

function dependenciesOf({ database, clock }: ImportWiring): ImportDependencies {
  // Nobody listens in this process; the server's own reader finds the event in the outbox.
  return { db: database.db, clock, onCommitted: () => undefined };
}

/** Whoever has the shell of the installation is the issuer; the activity log says so by this name. */
const HOST: Actor = {
  userId: '00000000-0000-0000-0000-000000000000',
  name: 'betalt invoice import',
  roles: [],
  issuerRoles: ['Issuer administrator'],
};

type ReadFile = ImportFile & { readonly path: string };
type PlacedFile = ReadFile & { readonly target: ImportTarget };

async function readPath(path: string): Promise<ReadFile | FileReport> {
  const fileName = basename(path);
  try {
    return { path, fileName, bytes: await readFile(path) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refusedWhole(fileName, 'file-not-readable', `The file cannot be read: ${reason}.`);
  }
}

/**
 * The profile that a file goes to: the one that was named, or the only one in its currency; of several the demo takes the
 * first, and elsewhere somebody must say which. A file that fits none goes to any, where it is refused with its place.
 */
function place(file: ReadFile, targets: readonly ImportTarget[], isDemo: boolean): PlacedFile | FileReport {
  const [first, ...others] = targets;
  assert(first !== undefined, 'there is a profile to import into');
  const read = others.length === 0 ? undefined : readInvoiceFile(file.bytes, file.fileName);
  const currency = read?.ok === true ? read.value.document.currency : undefined;
  const [fitting = first, ...more] = targets.filter((target) => target.currency === currency);
  if (more.length === 0 || isDemo) return { ...file, target: fitting };
  const message = `${more.length + 1} billing profiles are in ${currency}. Say which with --profile NAME --account NAME.`;
  return refusedWhole(file.fileName, 'profile-not-clear', message);
}

function refusedWhole(fileName: string, rule: string, message: string): FileReport {
  return { fileName, outcome: 'refused', problems: [wholeFileProblem(fileName, rule, message)] };
}

/** The outcome's own word is for programs and stays English. */
function reportLines(report: FileReport, language: Language): string[] {
  const { fileName, outcome } = report;
  const head = `${outcome.padEnd('unchanged'.length)}  ${fileName}  ${fileSentence(report, language)}`;
  const problems = report.outcome === 'refused' ? report.problems : [];
  return [head, ...problems.map((each) => problemLine(each, language))];
}

/** As compilers write it, so that editors find the place. */
function problemLine(found: ImportProblem, language: Language): string {
  const { fileName, line, column, path, rule } = found;
  return `  ${fileName}:${line}:${column}: ${rule} at ${path}: ${problemSentence(found, language)}`;
}
