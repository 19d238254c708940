import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Actor } from '@betalt/core/access/may.ts';
import { type ImportedStatement, importBankFile } from '../app/bank/import-bank-file.ts';
import type { BankDependencies } from '../app/bank/match-bank-transaction.ts';
import { MAX_FILE_BYTES } from '../xml/decode-text.ts';
import { type FileProblem, wholeFileProblem } from '../xml/file-problem.ts';

export interface BankImportCommand {
  readonly files: readonly string[];
  readonly acceptIntraday: boolean;
  /** Where lines for the reader go. */
  readonly out: (line: string) => void;
}

/**
 * `betalt bank import FILE…`: imports bank files as the host of the installation, one after the other, and prints what became of each
 * statement, with every problem as `file:line:column: rule at path: message`.
 *
 * @returns the exit code: 1 when a file was refused
 */
export async function importBankFiles(
  dependencies: BankDependencies,
  { files, acceptIntraday, out }: BankImportCommand,
): Promise<number> {
  let code = 0;
  for (const path of files) {
    const problems = await importOne(dependencies, path, { acceptIntraday, out });
    if (problems.length > 0) code = 1;
    for (const { fileName, line, column, path: place, rule, message } of problems)
      out(`  ${fileName}:${line}:${column}: ${rule} at ${place}: ${message}`);
  }
  return code;
}

/** Whoever has the shell of the installation is the issuer; the activity log says so by this name. */
const HOST: Actor = {
  userId: '00000000-0000-0000-0000-000000000000',
  name: 'betalt bank import',
  roles: [],
  issuerRoles: ['Issuer administrator'],
};

async function importOne(
  dependencies: BankDependencies,
  path: string,
  { acceptIntraday, out }: Omit<BankImportCommand, 'files'>,
): Promise<readonly FileProblem[]> {
  const fileName = basename(path);
  const bytes = await readBounded(path, fileName);
  if (!(bytes instanceof Uint8Array)) return refused(fileName, [bytes], out);
  const imported = await importBankFile(dependencies, HOST, {
    fileName,
    bytes,
    acceptIntraday,
    patienceMs: Number.POSITIVE_INFINITY,
  });
  if (!imported.ok) {
    const { error } = imported;
    if (error.code !== 'BankFileRefused') throw new Error('the host may import bank files');
    return refused(fileName, error.problems, out);
  }
  for (const statement of imported.value) out(statementLine(fileName, statement));
  return [];
}

function refused(fileName: string, problems: readonly FileProblem[], out: BankImportCommand['out']) {
  out(`refused    ${fileName}  Nothing of this file was imported.`);
  return problems;
}

/** A file that is too large is not even read. */
async function readBounded(path: string, fileName: string): Promise<Uint8Array | FileProblem> {
  try {
    const { size } = await stat(path);
    if (size <= MAX_FILE_BYTES) return await readFile(path);
    const [has, most] = [size, MAX_FILE_BYTES].map((each) => (each / 1024 / 1024).toFixed(1));
    return wholeFileProblem(fileName, 'file-too-large', `The file has ${has} MiB. At most ${most} MiB are read.`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return wholeFileProblem(fileName, 'file-not-readable', `The file cannot be read: ${reason}.`);
  }
}

/** The words are for programs too and stay English. */
function statementLine(fileName: string, { stored, states, waiting }: ImportedStatement): string {
  const { statement, isKnown, transactionIds, knownCount } = stored;
  if (isKnown) return `unchanged  ${fileName}  ${statement.statementId}: imported before`;
  const counts = { ...states, waiting };
  const parts = Object.entries(counts).flatMap(([word, count]) => (count > 0 ? [`${count} ${word}`] : []));
  const { notBooked } = statement.leftOut;
  const left = notBooked > 0 ? `, ${notBooked} not booked left out` : '';
  const detail = parts.length > 0 ? ` (${parts.join(', ')})` : '';
  return `imported   ${fileName}  ${statement.statementId}: ${transactionIds.length} new${detail}, ${knownCount} known${left}`;
}
