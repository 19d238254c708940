import { type Actor, may } from '@betalt/core/access/may.ts';
import type { InvoiceDocument } from '@betalt/core/invoices/document/invoice-document.ts';
import { nameForNumber } from '@betalt/core/invoices/issue-name.ts';
import { saysTheSame } from '@betalt/core/invoices/issue-same.ts';
import { issueViolations } from '@betalt/core/invoices/issue-violations.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { type Database, inTransaction, type Tx } from '../../db/database.ts';
import { findProfileId } from '../../db/queries/accounts.ts';
import { type IssuingAccount, lockForIssuing } from '../../db/queries/issue-account.ts';
import { type ExistingInvoice, invoicesNamed, originalOf } from '../../db/queries/issue-existing.ts';
import { readInvoiceFile } from '../../einvoice/read-invoice-file.ts';
import { logDenied } from '../access/log-denied.ts';
import { fileProblems, numberTaken } from './import-problems.ts';
import type { FileReport, ImportFile, ImportReport, ImportRequest } from './import-report.ts';
import { writeIssued } from './issue-invoice.ts';
import { sourceHash } from './issue-invoice-rows.ts';
import type { NumberedOrder } from './issue-order.ts';

export interface ImportDependencies {
  readonly db: Database;
  readonly clock: () => Date;
  /** Tells the live stream of this process that the outbox has something new. */
  readonly onCommitted: () => void;
}

export type ImportRejection = { readonly code: 'AuthorizationFailed' | 'BillingProfileNotFound' };

/**
 * Takes invoices from files into a billing profile. Anything wrong in a file imports nothing of that file; the others go
 * in. A file that is there already, or another file that says the same, adds nothing; the number of an invoice that says
 * something else is refused.
 *
 * Order: permission; reading and checking without a lock; then one transaction that locks the account, compares with what
 * it has, and writes.
 */
export async function importInvoices(
  dependencies: ImportDependencies,
  actor: Actor,
  request: ImportRequest,
): Promise<Result<ImportReport, ImportRejection>> {
  const { db, clock, onCommitted } = dependencies;
  const { billingAccountId, billingProfileName } = request;
  const at = clock();
  const profile = await findProfileId(db, billingAccountId, billingProfileName);
  const billingProfileId = profile?.billing_profile_id ?? '';
  // Whoever may not see the profile learns no more than that there is none.
  if (profile === undefined || !may(actor, 'profile.read', { billingProfileId }))
    return err({ code: 'BillingProfileNotFound' });
  if (!may(actor, 'invoice.import', { billingProfileId })) {
    const denied = { billingAccountId, action: 'invoice.import', resourceId: billingProfileName };
    await logDenied({ database: { db }, clock }, actor, denied);
    return err({ code: 'AuthorizationFailed' });
  }
  const read = request.files.map(readOne);
  const report = await inTransaction(db, async (tx) => {
    const account = await lockForIssuing(tx, billingAccountId, billingProfileId);
    if (account === undefined) return err({ code: 'BillingProfileNotFound' as const });
    const decided = await decideAll(tx, account, read);
    const issuing = { issuer: actor, at, action: 'invoice.import' as const };
    await writeIssued(tx, account, decided.flatMap(orderOf), issuing);
    return ok({ files: decided.map(reportOf) });
  });
  if (report.ok && report.value.files.some(({ outcome }) => outcome === 'imported')) onCommitted();
  return report;
}

type ReadFile = ImportFile & { readonly result: ReturnType<typeof readInvoiceFile> };
type DecidedFile = ReadFile & { readonly report: FileReport };

function readOne({ bytes, ...file }: ImportFile): ReadFile {
  const fileName = keepableName(file.fileName);
  return { fileName, bytes, result: readInvoiceFile(bytes, fileName) };
}

/** The sender chose it, and it is kept and shown: a plain name without folders, control characters or broken letters. */
function keepableName(fileName: string): string {
  const plain = fileName.replace(/^.*[/\\]/s, '').replaceAll(/\p{Cc}/gu, '');
  return plain === '' ? 'invoice' : plain.slice(0, 255).toWellFormed();
}

/** One by one, so that a second file of the batch with the same number meets the first as if it were there already. */
async function decideAll(tx: Tx, account: IssuingAccount, files: readonly ReadFile[]): Promise<DecidedFile[]> {
  const names = files.flatMap(({ result }) => (result.ok ? [nameForNumber(result.value.document.number)] : []));
  const known: Known = {
    stored: await invoicesNamed(tx, account.billingAccountId, names),
    batch: new Map(),
    originalOf: (name) => originalOf(tx, account.billingAccountId, name),
  };
  const decided: DecidedFile[] = [];
  for (const file of files) {
    const report = await decide(file, account, known);
    if (report.outcome === 'imported' && file.result.ok)
      known.batch.set(report.invoice.name.toUpperCase(), file.result.value.document);
    decided.push({ ...file, report });
  }
  return decided;
}

/** Invoices that have a name already, by the name in capitals: of the account, and of the files before this one. */
interface Known {
  readonly stored: ReadonlyMap<string, ExistingInvoice>;
  readonly batch: Map<string, InvoiceDocument>;
  originalOf(name: string): ReturnType<typeof originalOf>;
}

async function decide(file: ReadFile, account: IssuingAccount, known: Known): Promise<FileReport> {
  const { fileName, result } = file;
  if (!result.ok) return { fileName, outcome: 'refused', problems: result.error };
  const { document } = result.value;
  const invoice = { name: nameForNumber(document.number), number: document.number };
  const violations = issueViolations(document, account.currency);
  if (violations.length > 0) return { fileName, outcome: 'refused', problems: fileProblems(file, violations) };
  const isSame = await isKnownAs(invoice.name, file, document, known);
  if (isSame === undefined) return { fileName, outcome: 'imported', invoice };
  if (isSame) return { fileName, outcome: 'unchanged', invoice };
  return { fileName, outcome: 'refused', problems: fileProblems(file, [numberTaken(document.number)]) };
}

/**
 * Whether the invoice that has the name says the same; `undefined` when there is none. It may have come as another file:
 * saved again, or as JSON instead of UBL; so when the bytes differ, what they say is compared.
 */
async function isKnownAs(name: string, { bytes }: ImportFile, document: InvoiceDocument, known: Known) {
  const earlier = known.batch.get(name.toUpperCase());
  if (earlier !== undefined) return saysTheSame(earlier, document);
  const stored = known.stored.get(name.toUpperCase());
  if (stored === undefined) return undefined;
  if (stored.sourceHash?.equals(sourceHash(bytes)) === true) return true;
  const original = await known.originalOf(stored.name);
  const before = original && readInvoiceFile(original.content, original.fileName);
  return before?.ok === true && saysTheSame(before.value.document, document);
}

function orderOf({ result, report, fileName, bytes }: DecidedFile): NumberedOrder[] {
  if (report.outcome !== 'imported' || !result.ok) return [];
  const { document } = result.value;
  const mediaType = /^\s*[[{]/.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'))
    ? 'application/json'
    : 'application/xml';
  return [{ document, original: { fileName, mediaType, bytes } }];
}

function reportOf({ report }: DecidedFile): FileReport {
  return report;
}
