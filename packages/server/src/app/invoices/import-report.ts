import type { IssueFacts } from '@betalt/core/invoices/issue-facts.ts';
import type { FileProblem } from '../../xml/file-problem.ts';

/** `facts` where the sentence is known in other languages than the message's English (http/present/import-sentences.ts). */
export type ImportProblem = FileProblem & { readonly facts?: IssueFacts };

export interface ImportRequest {
  readonly billingAccountId: string;
  /** In URLs; whatever the case. */
  readonly billingProfileName: string;
  readonly files: readonly ImportFile[];
}

export interface ImportFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** What became of each file, in the order they came. */
export type ImportReport = { readonly files: readonly FileReport[] };

export type FileReport =
  | { readonly fileName: string; readonly outcome: 'imported' | 'unchanged'; readonly invoice: ImportedInvoice }
  | { readonly fileName: string; readonly outcome: 'refused'; readonly problems: readonly ImportProblem[] };

export interface ImportedInvoice {
  readonly name: string;
  readonly number: string;
}
