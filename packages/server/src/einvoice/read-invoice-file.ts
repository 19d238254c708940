import type { Result } from '@betalt/core/shared/result.ts';
import type { FileProblem } from '../xml/file-problem.ts';
import { readJsonInvoice } from './read-json.ts';
import { type InvoiceFile, readUbl } from './read-ubl.ts';

/** Reads an invoice by what the file holds, not by its name: an object in braces is the JSON form, all else UBL. */
export function readInvoiceFile(bytes: Uint8Array, fileName: string): Result<InvoiceFile, readonly FileProblem[]> {
  return looksLikeJson(bytes) ? readJsonInvoice(bytes, fileName) : readUbl(bytes, fileName);
}

function looksLikeJson(bytes: Uint8Array): boolean {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 512));
  // The marks of UTF-8 and UTF-16 read as these letters; in UTF-16 every other byte of a JSON text is zero.
  const plain = head.replace(/^(?:ï»¿|ÿþ|þÿ)/, '').replaceAll('\0', '');
  return /^\s*[{[]/.test(plain);
}
