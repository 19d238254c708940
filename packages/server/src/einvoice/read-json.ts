import { completeInvoiceDocument } from '@betalt/core/invoices/document/check-invoice-document.ts';
import type { InvoiceDraft } from '@betalt/core/invoices/document/invoice-document.ts';
import { isTypeCode } from '@betalt/core/invoices/document/type-codes.ts';
import type { Violation } from '@betalt/core/invoices/document/violation.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { decodeText } from '../xml/decode-text.ts';
import { type FileProblem, MAX_PROBLEMS, placeOf } from '../xml/file-problem.ts';
import { INVOICE_SHAPE } from './json/invoice-shape.ts';
import { JsonSource } from './json/json-source.ts';
import { type JsonNode, readJsonTree } from './json/json-tree.ts';
import type { InvoiceFile } from './read-ubl.ts';

/**
 * The JSON form of an invoice (docs/domain/invoice-json.md) as the neutral document, by the same rules as UBL. Strict:
 * a field that is not known, given twice or of another type is a problem with its JSON path, never skipped.
 */
export function readJsonInvoice(bytes: Uint8Array, fileName: string): Result<InvoiceFile, readonly FileProblem[]> {
  const text = decodeText(bytes, fileName);
  if (!text.ok) return err([text.error]);
  const root = readJsonTree(text.value);
  if (!root.ok) {
    const { rule, message, offset } = root.error;
    return err([{ fileName, ...placeOf(text.value, offset), path: '$', rule, message }]);
  }
  return readRoot(root.value, text.value, fileName);
}

function readRoot(root: JsonNode, text: string, fileName: string): Result<InvoiceFile, readonly FileProblem[]> {
  const source = new JsonSource();
  const read: InvoiceDraft | undefined = source.readObject(root, INVOICE_SHAPE, '', {
    currency: undefined,
    isCharge: false,
  });
  if (!read) return err(problemsOf(source.violations, source, text, fileName));
  const draft = withDefaults(read, source);
  const document = completeInvoiceDocument(draft);
  if (document.ok && source.violations.length === 0) {
    const problemsAt = (found: readonly Violation[]) => found.map((each) => problemOf(each, source, text, fileName));
    return ok({ document: document.value, attachments: [], problemsAt });
  }
  const unread = new Set(source.violations.map((each) => each.path));
  const broken = document.ok ? [] : document.error.filter((each) => !unread.has(each.path));
  return err(problemsOf([...source.violations, ...broken], source, text, fileName));
}

/** What may be left out of the JSON form: the kind, its usual code, empty lists and sums of nothing. */
function withDefaults(draft: InvoiceDraft, source: JsonSource): InvoiceDraft {
  const kind = draft.kind ?? 'invoice';
  const typeCode = draft.typeCode ?? (kind === 'invoice' ? '380' : '381');
  if (!isTypeCode(kind, typeCode)) {
    source.report(
      'BR-CL-01',
      'typeCode',
      `${JSON.stringify(typeCode)} is not a type code of UNTDID 1001 for this kind.`,
    );
  }
  const none = { notes: [], precedingInvoices: [], paymentMeans: [], allowancesCharges: [] };
  const sums = { allowanceMinor: 0n, chargeMinor: 0n, prepaidMinor: 0n, roundingMinor: 0n };
  return {
    ...none,
    ...draft,
    kind,
    typeCode,
    seller: draft.seller && { identifiers: [], ...draft.seller },
    buyer: draft.buyer && { identifiers: [], ...draft.buyer },
    totals: draft.totals && { ...sums, ...draft.totals },
    lines: draft.lines?.map((line) => Object.assign({ itemProperties: [], allowancesCharges: [] }, line)),
  };
}

function problemsOf(
  violations: readonly Violation[],
  source: JsonSource,
  text: string,
  fileName: string,
): FileProblem[] {
  return violations
    .slice(0, MAX_PROBLEMS)
    .map((each) => ({ each, offset: source.offsetOf(each.path) }))
    .toSorted((a, b) => a.offset - b.offset)
    .map(({ each }) => problemOf(each, source, text, fileName));
}

function problemOf(
  { rule, path, message }: Violation,
  source: JsonSource,
  text: string,
  fileName: string,
): FileProblem {
  return { fileName, ...placeOf(text, source.offsetOf(path)), path: jsonPathOf(path), rule, message };
}

function jsonPathOf(path: string): string {
  return path ? `$.${path.replace(/Minor$/, '')}` : '$';
}
