import { err, type Result } from '@betalt/core/shared/result.ts';
import type { IssueOrder } from '../../../app/invoices/issue-order.ts';
import { readIssueOrder } from '../../../app/invoices/read-issue-order.ts';
import { type Problem, problem } from '../../problems/problem.ts';

/** The invoice in a request's `$.invoice`, or everything that is wrong with it, each at its place. */
export function issueOrderOf(invoice: object): Result<IssueOrder, Problem> {
  const read = readIssueOrder(invoice);
  if (read.ok) return read;
  const details = read.error.map(({ rule, path, message }) => ({
    code: rule,
    target: `$.invoice${path.slice(1)}`,
    sentence: () => message,
  }));
  return err(problem('InvoiceNotIssuable', { count: details.length }, { details }));
}
