import type { InvoiceDocument } from '@betalt/core/invoices/document/invoice-document.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import { toDecimalString } from '@betalt/core/money/money.ts';
import { type FieldShape, INVOICE_SHAPE, jsonNameOf, type ObjectShape } from './json/invoice-shape.ts';

/**
 * An invoice as the JSON form (docs/domain/invoice-json.md), UTF-8: what `readJsonInvoice` reads back is the same
 * document. Fields stand in the order of the documentation; empty lists are left out.
 */
export function writeJsonInvoice(document: InvoiceDocument): Uint8Array {
  const written = writeObject(document, INVOICE_SHAPE, document.currency);
  return new TextEncoder().encode(`${JSON.stringify(written, null, 2)}\n`);
}

function writeObject(value: object, shape: ObjectShape, around: Currency): object {
  const fields = new Map<string, unknown>(Object.entries(value));
  // Amounts are in the currency of the nearest object that names one.
  const currency = shape['currency'] === undefined ? around : (fields.get('currency') as Currency);
  const written = Object.entries(shape).flatMap(([field, fieldShape]) => {
    const inside = fields.get(field);
    const isAbsent = inside === undefined || (Array.isArray(inside) && inside.length === 0);
    return isAbsent ? [] : [[jsonNameOf(field), writeField(inside, fieldShape, currency)] as const];
  });
  return Object.fromEntries(written);
}

function writeField(value: unknown, shape: FieldShape, currency: Currency): unknown {
  if (typeof value === 'bigint') return toDecimalString({ currency, amountMinor: value });
  if (typeof shape === 'string' || typeof value !== 'object' || value === null) return value;
  if ('object' in shape) return writeObject(value, shape.object, currency);
  return Array.isArray(value) ? value.map((item) => writeField(item, shape.list, currency)) : value;
}
