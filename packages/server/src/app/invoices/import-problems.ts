import { type Violation, violation } from '@betalt/core/invoices/document/violation.ts';
import { decodeText } from '../../einvoice/decode-text.ts';
import { type FileProblem, placeOf, wholeFileProblem } from '../../einvoice/file-problem.ts';
import { INVOICE_SHAPE } from '../../einvoice/json/invoice-shape.ts';
import { JsonSource } from '../../einvoice/json/json-source.ts';
import { readJsonTree } from '../../einvoice/json/json-tree.ts';
import { readUblDocument } from '../../einvoice/ubl/ubl-document.ts';
import { UBL_PREFIXES } from '../../einvoice/ubl/ubl-namespaces.ts';
import { UblSource } from '../../einvoice/ubl/ubl-source.ts';
import { readXml } from '../../einvoice/ubl/xml-tree.ts';
import type { ImportFile } from './import-report.ts';

/**
 * Violations found after a file was read, with their places in it. The file is read once more for that: it is the rare
 * path, and keeping every file's tree until the lock is held would cost each good import its memory.
 */
export function fileProblems({ fileName, bytes }: ImportFile, violations: readonly Violation[]): FileProblem[] {
  const text = decodeText(bytes, fileName);
  const place = text.ok ? (placesInUbl(text.value) ?? placesInJson(text.value)) : undefined;
  return violations.map(({ rule, path, message }) => {
    const found = text.ok ? place?.(path) : undefined;
    if (!text.ok || found === undefined) return wholeFileProblem(fileName, rule, message);
    return { fileName, ...placeOf(text.value, found.offset), path: found.path, rule, message };
  });
}

/** Another invoice of the account has the number, and says something else. */
export function numberTaken(number: string): Violation {
  const message =
    `Invoice ${number} is already there and says something else. ` +
    'An issued invoice is never overwritten: give this one a number of its own.';
  return violation('number-taken', 'number', message);
}

type Places = (path: string) => { readonly offset: number; readonly path: string };

function placesInUbl(text: string): Places | undefined {
  const root = readXml(text, UBL_PREFIXES);
  if (!root.ok) return undefined;
  const source = new UblSource(root.value);
  readUblDocument(source, root.value);
  return (path) => source.placeOf(path);
}

function placesInJson(text: string): Places | undefined {
  const root = readJsonTree(text);
  if (!root.ok) return undefined;
  const source = new JsonSource();
  source.readObject(root.value, INVOICE_SHAPE, '', { currency: undefined, isCharge: false });
  return (path) => ({ offset: source.offsetOf(path), path: `$.${path.replace(/Minor$/, '')}` });
}
