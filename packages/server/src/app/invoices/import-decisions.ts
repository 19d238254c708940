import type { InvoiceDocument } from '@betalt/core/invoices/document/invoice-document.ts';
import type { IssueViolation } from '@betalt/core/invoices/issue-facts.ts';
import { saysTheSame } from '@betalt/core/invoices/issue-same.ts';
import { sellerKeyOf } from '@betalt/core/invoices/issue-seller.ts';
import { creditsVoid, issueViolations, numberTaken } from '@betalt/core/invoices/issue-violations.ts';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { IssuingAccount } from '../../db/queries/issue-account.ts';
import { type ExistingInvoice, originalOf } from '../../db/queries/issue-existing.ts';
import { readInvoiceFile } from '../../einvoice/read-invoice-file.ts';
import type { InvoiceFile } from '../../einvoice/read-ubl.ts';
import { claimNumbers, type NumberClaim } from './claim-numbers.ts';
import type { FileReport, ImportFile, ImportProblem } from './import-report.ts';
import { sourceHash } from './issue-invoice-rows.ts';
import type { NamedOrder } from './issue-order.ts';

export type ReadFile = ImportFile & { readonly result: ReturnType<typeof readInvoiceFile> };

/** What is reported of a file, and the invoice to be issued from it, if any. */
export interface DecidedFile {
  readonly report: FileReport;
  readonly order?: NamedOrder;
}

/**
 * What becomes of each file, under the account's lock: one by one, so that a second file of the batch with the same number
 * meets the first as if it were there already.
 */
export async function decideFiles(tx: Tx, account: IssuingAccount, files: readonly ReadFile[]): Promise<DecidedFile[]> {
  const documents = files.flatMap(({ result }) => (result.ok ? [result.value.document] : []));
  const claims = (await claimNumbers(tx, account.billingAccountId, documents)).values();
  const batch = new Map<string, NamedOrder>();
  const decided: DecidedFile[] = [];
  for (const { result, ...file } of files) {
    const claim = result.ok ? claims.next().value : undefined;
    if (!result.ok) decided.push(refused(file, result.error));
    else if (claim !== undefined) decided.push(await decide(file, result.value, { tx, account, claim, batch }));
  }
  return decided;
}

interface Circumstances {
  readonly tx: Tx;
  readonly account: IssuingAccount;
  readonly claim: NumberClaim;
  /** Earlier files of the batch that are imported, by the key of their claim. */
  readonly batch: Map<string, NamedOrder>;
}

async function decide(file: ImportFile, read: InvoiceFile, circumstances: Circumstances): Promise<DecidedFile> {
  const { account, claim, batch } = circumstances;
  const { document } = read;
  const violations = issueViolations(document, account.currency);
  if (violations.length > 0) return refused(file, problemsIn(read, violations));
  const earlier = await earlierInvoice(file, document, circumstances);
  if (earlier === undefined) {
    const voided = await voidInvoiceCredited(document, circumstances);
    if (voided !== undefined) return refused(file, problemsIn(read, [creditsVoid(voided)]));
    const order = { document, name: claim.takeName(), original: originalFrom(file) };
    batch.set(claim.key, order);
    return { report: { ...taken(file, order.name, document.number), outcome: 'imported' }, order };
  }
  const { name, number, isSame } = earlier;
  if (isSame) return { report: { ...taken(file, name, number), outcome: 'unchanged' } };
  return refused(file, problemsIn(read, [numberTaken(earlier)]));
}

/**
 * The invoice that has the number already. It may have come as another file that says the same: saved again, or as JSON
 * instead of UBL; so when the bytes differ, what they say is compared.
 */
async function earlierInvoice(
  file: ImportFile,
  document: InvoiceDocument,
  { tx, account, claim, batch }: Circumstances,
) {
  const before = batch.get(claim.key);
  if (before !== undefined) {
    const { number, issuedOn } = before.document;
    return { name: before.name, number, issuedOn, isSame: saysTheSame(before.document, document) };
  }
  const { existing } = claim;
  if (existing === undefined) return undefined;
  return { ...existing, isSame: await cameFrom(file, document, existing, { tx, account }) };
}

/** The number of the invoice that a credit note names, where that is void. */
async function voidInvoiceCredited(
  { kind, precedingInvoices, seller }: InvoiceDocument,
  { tx, account }: Pick<Circumstances, 'tx' | 'account'>,
): Promise<string | undefined> {
  const number = precedingInvoices[0]?.number;
  if (kind !== 'creditNote' || number === undefined) return undefined;
  const found = await tx
    .selectFrom('invoice')
    .select('number')
    .where('billing_account_id', '=', account.billingAccountId)
    .where('billing_profile_id', '=', account.billingProfileId)
    .where('seller_key', '=', sellerKeyOf(seller))
    .where(sql`upper(number)`, '=', sql`upper(${number})`)
    .where('document_type', '=', 'Invoice')
    .where('voided_at', 'is not', null)
    .executeTakeFirst();
  return found?.number;
}

async function cameFrom(
  { bytes }: ImportFile,
  document: InvoiceDocument,
  { name, sourceHash: hash }: ExistingInvoice,
  { tx, account }: Pick<Circumstances, 'tx' | 'account'>,
): Promise<boolean> {
  if (hash?.equals(sourceHash(bytes)) === true) return true;
  const original = await originalOf(tx, account.billingAccountId, name);
  const before = original && readInvoiceFile(original.content, original.fileName);
  return before?.ok === true && saysTheSame(before.value.document, document);
}

function taken({ fileName }: Pick<ImportFile, 'fileName'>, name: string, number: string) {
  return { fileName, invoice: { name, number } };
}

function refused({ fileName }: Pick<ImportFile, 'fileName'>, problems: readonly ImportProblem[]): DecidedFile {
  return { report: { fileName, outcome: 'refused', problems } };
}

function problemsIn(read: InvoiceFile, violations: readonly IssueViolation[]): ImportProblem[] {
  return read.problemsAt(violations).map((problem, index) => {
    const facts = violations[index]?.facts;
    return facts === undefined ? problem : { ...problem, facts };
  });
}

function originalFrom({ fileName, bytes }: ImportFile) {
  const head = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  return { fileName, bytes, mediaType: /^\s*[[{]/.test(head) ? 'application/json' : 'application/xml' };
}
