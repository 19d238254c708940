import type { DocumentKind } from './invoice-document.ts';

/** The codes of UNTDID 1001 that EN 16931 admits for BT-3 (BR-CL-01), by the kind of document. */
const TYPE_CODES: Readonly<Record<DocumentKind, ReadonlySet<string>>> = {
  invoice: new Set(
    (
      '71 80 81 82 84 102 130 202 203 204 211 218 219 295 325 326 331 380 382 383 384 385 386 387 388 389 390 393 394 ' +
      '395 456 457 471 472 473 500 501 527 553 575 623 633 751 780 817 870 875 876 877 935'
    ).split(' '),
  ),
  creditNote: new Set('81 83 261 262 296 308 381 396 420 458 502 503 532'.split(' ')),
};

export function isTypeCode(kind: DocumentKind, code: string): boolean {
  return TYPE_CODES[kind].has(code);
}

/** By the code alone, for forms that have one shape for both. 81 is a credit note in most hands; so it is here. */
export function kindOfTypeCode(code: string): DocumentKind | undefined {
  if (TYPE_CODES.creditNote.has(code)) return 'creditNote';
  return TYPE_CODES.invoice.has(code) ? 'invoice' : undefined;
}
