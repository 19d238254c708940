import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { readJsonInvoice } from '../../einvoice/read-json.ts';
import { writeJsonInvoice } from '../../einvoice/write-json.ts';
import type { FileProblem } from '../../xml/file-problem.ts';
import type { IssueOrder } from './issue-order.ts';

const UNNUMBERED = 'unnumbered';

/**
 * An invoice in its JSON form (docs/domain/invoice-json.md), already parsed, as an order. Without a number it gets the account's next
 * one. What is kept beside the invoice is that form, written with the number.
 */
export function readIssueOrder(invoice: object): Result<IssueOrder, readonly FileProblem[]> {
  const isNumbered = 'number' in invoice;
  const numbered = isNumbered ? invoice : { number: UNNUMBERED, ...invoice };
  const read = readJsonInvoice(new TextEncoder().encode(JSON.stringify(numbered)), 'invoice');
  if (!read.ok) return err(read.error);
  const { number, ...document } = read.value.document;
  return ok({
    document: isNumbered ? { ...document, number } : document,
    original: (issued) => ({
      fileName: `${issued.number}.json`,
      mediaType: 'application/json',
      bytes: writeJsonInvoice(issued),
    }),
  });
}
