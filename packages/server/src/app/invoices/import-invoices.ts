import { type Actor, may } from '@betalt/core/access/may.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { type Database, inTransaction } from '../../db/database.ts';
import { findProfileId } from '../../db/queries/accounts.ts';
import { lockForIssuing } from '../../db/queries/issue-account.ts';
import { readInvoiceFile } from '../../einvoice/read-invoice-file.ts';
import { logDenied } from '../access/log-denied.ts';
import { decideFiles, type ReadFile } from './import-decisions.ts';
import type { ImportFile, ImportReport, ImportRequest } from './import-report.ts';
import { writeIssued } from './issue-invoice.ts';

export interface ImportDependencies {
  readonly db: Database;
  readonly clock: () => Date;
  /** Tells the live stream of this process that the outbox has something new. */
  readonly onCommitted: () => void;
}

export type ImportRejection = { readonly code: 'AuthorizationFailed' | 'BillingProfileNotFound' };

/**
 * Takes invoices from files into a billing profile. Anything wrong in a file imports nothing of that file; the others go
 * in. A file that is there already, or another file that says the same, adds nothing; a seller's number under which
 * something else was issued is refused.
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
    const decided = await decideFiles(tx, account, read);
    const orders = decided.flatMap(({ order }) => order ?? []);
    await writeIssued(tx, account, orders, { issuer: actor, at, action: 'invoice.import' });
    return ok({ files: decided.map((each) => each.report) });
  });
  if (report.ok && report.value.files.some(({ outcome }) => outcome === 'imported')) onCommitted();
  return report;
}

function readOne({ bytes, ...file }: ImportFile): ReadFile {
  const fileName = keepableName(file.fileName);
  return { fileName, bytes, result: readInvoiceFile(bytes, fileName) };
}

/** The sender chose it, and it is kept and shown: a plain name without folders, control characters or broken letters. */
function keepableName(fileName: string): string {
  const plain = fileName.replace(/^.*[/\\]/s, '').replaceAll(/\p{Cc}/gu, '');
  return plain === '' ? 'invoice' : plain.slice(0, 255).toWellFormed();
}
