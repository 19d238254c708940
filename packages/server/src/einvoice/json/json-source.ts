import { decimalsRuleFor } from '@betalt/core/invoices/document/decimal-rules.ts';
import {
  readAmount,
  readCountry,
  readCurrency,
  readDate,
  readDecimal,
  readTaxCategory,
} from '@betalt/core/invoices/document/field-text.ts';
import { pathsAround, type Violation, violation } from '@betalt/core/invoices/document/violation.ts';
import { type Currency, exponentOf, isCurrency } from '@betalt/core/money/currency.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { type FieldShape, jsonNameOf, type ObjectShape, type ScalarShape } from './invoice-shape.ts';
import type { JsonNode } from './json-tree.ts';

type Surroundings = { readonly currency: Currency | undefined; readonly isCharge: boolean };

/** Reads a JSON tree by a shape, remembering where each field stands; see UblSource for the same in XML. */
export class JsonSource {
  readonly violations: Violation[] = [];
  readonly #places = new Map<string, number>();

  readObject(node: JsonNode, shape: ObjectShape, path: string, around: Surroundings): object | undefined {
    if (node.kind !== 'object') return this.#wrongType(node, path, 'an object in braces');
    const inside = surroundingsIn(node, shape, around);
    const fields = new Map(
      Object.entries(shape).map(([field, fieldShape]) => [jsonNameOf(field), { field, fieldShape }]),
    );
    const read: Record<string, unknown> = {};
    for (const [name, value] of node.members) {
      const known = fields.get(name);
      const fieldPath = joined(path, known?.field ?? name);
      this.#places.set(fieldPath, value.offset);
      if (known) read[known.field] = this.#readField(value, known.fieldShape, fieldPath, inside);
      else this.#unknown(name, [...fields.keys()], fieldPath);
    }
    return read;
  }

  /** The offset of a field, or of the nearest object around it that is there. */
  offsetOf(path: string): number {
    for (const at of pathsAround(path)) {
      const found = this.#places.get(at);
      if (found !== undefined) return found;
    }
    return 0;
  }

  report(rule: string, path: string, message: string): void {
    this.violations.push(violation(rule, path, message));
  }

  #readField(node: JsonNode, shape: FieldShape, path: string, around: Surroundings): unknown {
    if (typeof shape === 'string') return this.#readScalar(node, shape, path, around);
    if ('object' in shape) return this.readObject(node, shape.object, path, around);
    if (node.kind !== 'array') return this.#wrongType(node, path, 'a list in brackets');
    return node.items.map((item, index) => {
      this.#places.set(`${path}[${index}]`, item.offset);
      return this.#readField(item, shape.list, `${path}[${index}]`, around);
    });
  }

  #readScalar(node: JsonNode, shape: ScalarShape, path: string, around: Surroundings): unknown {
    if (shape === 'boolean') return node.kind === 'boolean' ? node.value : this.#wrongType(node, path, 'true or false');
    if (node.kind !== 'string') {
      const isFigure = node.kind === 'number' && (shape === 'amount' || shape === 'decimal');
      return this.#wrongType(node, path, isFigure ? `a text: write "${node.text}" in quotation marks` : 'a text');
    }
    if (node.text.trim() === '') {
      this.report('json-empty', path, 'The text is empty. Fill it or leave the field out.');
      return undefined;
    }
    const read = readText(node.text, shape, path, around);
    if (read.ok) return read.value;
    this.violations.push(read.error);
    return undefined;
  }

  #wrongType(node: JsonNode, path: string, expected: string): undefined {
    this.report('json-type', path, `${KINDS[node.kind]} stands here, but the field is ${expected}.`);
    return undefined;
  }

  #unknown(name: string, known: readonly string[], path: string): void {
    const shown = JSON.stringify(name.slice(0, 60));
    this.report('json-unknown-field', path, `There is no field ${shown} here. The fields are ${known.join(', ')}.`);
  }
}

const KINDS: Readonly<Record<JsonNode['kind'], string>> = {
  object: 'An object',
  array: 'A list',
  string: 'A text',
  number: 'A number',
  boolean: 'true or false',
  null: 'null',
};

/** An object with a currency of its own sets it for the amounts inside, wherever in the object it is written. */
function surroundingsIn(node: JsonNode & { kind: 'object' }, shape: ObjectShape, around: Surroundings): Surroundings {
  const code = shape['currency'] ? node.members.get('currency') : undefined;
  const currency = code?.kind === 'string' && isCurrency(code.text) ? code.text : around.currency;
  const isCharge = node.members.get('isCharge');
  return { currency, isCharge: isCharge?.kind === 'boolean' && isCharge.value };
}

function readText(text: string, shape: ScalarShape, path: string, around: Surroundings): Result<unknown, Violation> {
  switch (shape) {
    case 'date':
      return readDate(text, path);
    case 'decimal':
      return readDecimal(text, path);
    case 'amount':
      return readAmountText(text, path, around);
    case 'currency':
      return readCurrency(text, path, path === 'currency' ? 'BR-CL-04' : 'BR-CL-05');
    case 'country':
      return readCountry(text, path);
    case 'taxCategory':
      return readTaxCategory(text, path, path.startsWith('lines') ? 'BR-CL-18' : 'BR-CL-17');
    case 'kind':
      if (text === 'invoice' || text === 'creditNote') return ok(text);
      return err(violation('json-type', path, 'The kind is neither invoice nor creditNote.'));
    case 'text':
    case 'boolean':
      return ok(text.trim());
  }
}

/** Without a readable currency, which is reported by itself, amounts are read as hundredths so that reading goes on. */
function readAmountText(
  text: string,
  path: string,
  { currency = 'XCG', isCharge }: Surroundings,
): Result<bigint, Violation> {
  return readAmount(text, {
    path,
    currency,
    decimalsRule: decimalsRuleFor(path, isCharge),
    maxDecimals: exponentOf(currency),
  });
}

function joined(path: string, field: string): string {
  return path ? `${path}.${field}` : field;
}
