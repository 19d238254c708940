import { completeInvoiceDocument } from '@betalt/core/invoices/document/check-invoice-document.ts';
import type { InvoiceDocument } from '@betalt/core/invoices/document/invoice-document.ts';
import type { Violation } from '@betalt/core/invoices/document/violation.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { decodeText } from '../xml/decode-text.ts';
import { type FileProblem, MAX_PROBLEMS, placeOf, wholeFileProblem } from '../xml/file-problem.ts';
import { readXml, type XmlElement } from '../xml/xml-tree.ts';
import { type Attachment, readAttachments } from './ubl/ubl-attachments.ts';
import { readUblDocument } from './ubl/ubl-document.ts';
import { UBL_PREFIXES } from './ubl/ubl-namespaces.ts';
import { UblSource } from './ubl/ubl-source.ts';
import { describeBytes, describeRoot } from './ubl/what-it-is.ts';

/** UBL nests 12 deep and has no more than 4 attributes; 15,000 short invoice lines are 300,000 elements. */
const UBL_LIMITS = { depth: 40, elements: 300_000, attributes: 50 } as const;

export type InvoiceFile = {
  readonly document: InvoiceDocument;
  readonly attachments: readonly Attachment[];
  /** Violations that were found after reading, with their places in the file; in the order given, one for one. */
  problemsAt(violations: readonly Violation[]): FileProblem[];
};

/**
 * A UBL 2.1 Invoice or CreditNote as the neutral document, by EN 16931's binding to UBL (and Peppol BIS Billing 3 where
 * the file says that it follows it). Either everything holds, or all that does not is told with its place; nothing of a
 * wrong file is handed out. A credit note is read as such: whether one may be booked is the caller's question.
 */
export function readUbl(bytes: Uint8Array, fileName: string): Result<InvoiceFile, readonly FileProblem[]> {
  const other = describeBytes(bytes);
  if (other) return err([notUbl(fileName, other)]);
  const text = decodeText(bytes, fileName);
  if (!text.ok) return err([text.error]);
  const root = readXml(text.value, UBL_PREFIXES, UBL_LIMITS);
  if (!root.ok) {
    const { rule, path, message, offset } = root.error;
    return err([{ fileName, ...placeOf(text.value, offset), path, rule, message }]);
  }
  if (root.value.name !== 'Invoice' && root.value.name !== 'CreditNote') {
    return err([{ ...notUbl(fileName, describeRoot(root.value)), ...placeOf(text.value, root.value.offset) }]);
  }
  return readRoot(root.value, text.value, fileName);
}

function readRoot(root: XmlElement, text: string, fileName: string): Result<InvoiceFile, readonly FileProblem[]> {
  const source = new UblSource(root);
  const draft = readUblDocument(source, root);
  const attachments = readAttachments(source, root);
  const document = completeInvoiceDocument(draft);
  const violations = document.ok ? source.violations : [...source.violations, ...notSaidYet(document.error, source)];
  if (document.ok && violations.length === 0) {
    const problemsAt = (found: readonly Violation[]) => found.map((each) => problemOf(each, source, text, fileName));
    return ok({ document: document.value, attachments, problemsAt });
  }
  return err(problemsOf(violations, source, text, fileName));
}

/** What could not be read at a place is not called missing there as well. */
function notSaidYet(violations: readonly Violation[], source: UblSource): Violation[] {
  const unread = new Set(source.violations.map((each) => each.path));
  return violations.filter((each) => !unread.has(each.path));
}

function problemOf({ rule, path, message }: Violation, source: UblSource, text: string, fileName: string): FileProblem {
  const place = source.placeOf(path);
  return { fileName, ...placeOf(text, place.offset), path: place.path, rule, message };
}

function problemsOf(
  violations: readonly Violation[],
  source: UblSource,
  text: string,
  fileName: string,
): FileProblem[] {
  const placed = violations.slice(0, MAX_PROBLEMS).map(({ rule, path, message }) => ({
    rule,
    message,
    place: source.placeOf(path),
  }));
  const different = new Map(placed.map((each) => [`${each.rule} ${each.place.offset} ${each.place.path}`, each]));
  return [...different.values()]
    .toSorted((a, b) => a.place.offset - b.place.offset)
    .map(({ rule, message, place }) => {
      const { line, column } = placeOf(text, place.offset);
      return { fileName, line, column, path: place.path, rule, message };
    });
}

function notUbl(fileName: string, what: string): FileProblem {
  const message = `This is not a UBL 2.1 Invoice or CreditNote; it looks like ${what}.`;
  return wholeFileProblem(fileName, 'not-ubl', message);
}
