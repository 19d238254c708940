import { decimalsRuleFor } from '@betalt/core/invoices/document/decimal-rules.ts';
import {
  type AmountField,
  EN16931_DECIMALS,
  readAmount,
  readDate,
  readDecimal,
} from '@betalt/core/invoices/document/field-text.ts';
import { pathsAround, type Violation, violation } from '@betalt/core/invoices/document/violation.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import type { CalendarDate } from '@betalt/core/shared/calendar-date.ts';
import type { Result } from '@betalt/core/shared/result.ts';
import { MAX_PROBLEMS } from '../../xml/file-problem.ts';
import { pathOf, type XmlElement } from '../../xml/xml-tree.ts';

export type Place = { readonly offset: number; readonly path: string };

/** Which elements may occur once only, by EN 16931's UBL rules; where none is named it is UBL's own schema. */
const ONCE_RULES: ReadonlyMap<string, string> = new Map([
  ['cac:PaymentTerms', 'UBL-SR-05'],
  ['cac:PaymentTerms/cbc:Note', 'UBL-SR-05'],
  ['cac:InvoicePeriod', 'UBL-SR-08'],
  ['cac:Delivery', 'UBL-SR-24'],
  ['cac:PaymentMeans/cbc:PaymentID', 'UBL-SR-26'],
  ['cac:PaymentMeans/cbc:PaymentMeansCode', 'UBL-SR-27'],
  ['cac:InvoiceLine/cbc:Note', 'UBL-SR-34'],
  ['cac:InvoiceLine/cac:OrderLineReference', 'UBL-SR-35'],
  ['cac:InvoiceLine/cac:InvoicePeriod', 'UBL-SR-36'],
  ['cac:Item/cac:ClassifiedTaxCategory', 'UBL-SR-48'],
  ['cac:Item/cbc:Description', 'UBL-SR-50'],
  ['cac:PostalAddress/cac:AddressLine', 'UBL-SR-51'],
]);

/**
 * Reads fields out of a UBL tree and remembers, for every field of the neutral document, where it stood or where it
 * should have stood, so that a rule broken there can be shown in the file. What cannot be read becomes a violation and
 * `undefined`, and reading goes on: all problems of a file are told at once.
 */
export class UblSource {
  readonly violations: Violation[] = [];
  /** Amounts are read in this; hundredths of nothing in particular when the file's own currency is missing or wrong. */
  currency: Currency | undefined;
  readonly #root: XmlElement;
  readonly #places = new Map<string, { readonly element: XmlElement; readonly missing: string }>();

  constructor(root: XmlElement) {
    this.#root = root;
  }

  /** The element at `steps` ('cac:Country/cbc:IdentificationCode') below `parent`. */
  element(parent: XmlElement | undefined, steps: string, path: string): XmlElement | undefined {
    let at = parent;
    const rest = steps.split('/');
    while (at && rest[0] !== undefined) {
      const next = this.#only(at, rest[0], path);
      if (!next) break;
      at = next;
      rest.shift();
    }
    if (at) this.#places.set(path, { element: at, missing: rest.join('/') });
    return rest.length === 0 ? at : undefined;
  }

  /** Text with its white space collapsed; an empty element counts as absent. */
  text(parent: XmlElement | undefined, steps: string, path: string): string | undefined {
    const element = this.element(parent, steps, path);
    return element ? collapsed(element.text) || undefined : undefined;
  }

  /** Text that may have lines: notes, descriptions, terms. */
  prose(parent: XmlElement | undefined, steps: string, path: string): string | undefined {
    const element = this.element(parent, steps, path);
    return element ? proseOf(element.text) || undefined : undefined;
  }

  date(parent: XmlElement | undefined, steps: string, path: string): CalendarDate | undefined {
    const text = this.text(parent, steps, path);
    return text === undefined ? undefined : this.keep(readDate(withoutZone(text), path));
  }

  decimal(parent: XmlElement | undefined, steps: string, path: string): string | undefined {
    const text = this.text(parent, steps, path);
    return text === undefined ? undefined : this.keep(readDecimal(plainDecimal(text), path));
  }

  /** An amount in the currency of the document; undefined when absent or unreadable. */
  amount(parent: XmlElement | undefined, steps: string, path: string, isCharge?: boolean): bigint | undefined {
    const element = this.element(parent, steps, path);
    const text = element && collapsed(element.text);
    if (!element || !text) return undefined;
    this.checkCurrency(element, path);
    return this.amountText(text, path, this.currency ?? 'XCG', isCharge);
  }

  /** An optional amount: zero when the element is absent, undefined when it is there and cannot be read. */
  amountOrZero(parent: XmlElement | undefined, steps: string, path: string): bigint | undefined {
    return this.text(parent, steps, path) === undefined ? 0n : this.amount(parent, steps, path);
  }

  amountText(text: string, path: string, currency: Currency, isCharge?: boolean): bigint | undefined {
    const decimalsRule = decimalsRuleFor(path, isCharge);
    const field: AmountField = { path, currency, decimalsRule, maxDecimals: EN16931_DECIMALS };
    return this.keep(readAmount(plainDecimal(text), field));
  }

  checkCurrency(element: XmlElement, path: string): void {
    const found = element.attributes.get('currencyID');
    if (this.currency === undefined || found === this.currency) return;
    const what = found === undefined ? 'has no currencyID' : `is in ${found}`;
    this.report('PEPPOL-EN16931-R051', path, `The amount ${what}, but the document is in ${this.currency}.`);
  }

  /** The value of a result, or its violation noted down. */
  keep<T>(result: Result<T, Violation>): T | undefined {
    if (result.ok) return result.value;
    this.#note(result.error);
    return undefined;
  }

  report(rule: string, path: string, message: string): void {
    this.#note(violation(rule, path, message));
  }

  remember(path: string, element: XmlElement): void {
    this.#places.set(path, { element, missing: '' });
  }

  /** Where a field stands in the file; for a field that is not there, where its nearest surrounding element stands. */
  placeOf(path: string): Place {
    for (const at of pathsAround(path)) {
      const found = this.#places.get(at);
      if (!found) continue;
      const rest = found.missing ? `/${found.missing}` : '';
      return { offset: found.element.offset, path: pathOf(found.element) + rest };
    }
    return { offset: this.#root.offset, path: pathOf(this.#root) };
  }

  /** Whether as many problems are noted as will be told. */
  isFull(): boolean {
    return this.violations.length >= MAX_PROBLEMS;
  }

  #note(found: Violation): void {
    if (!this.isFull()) this.violations.push(found);
  }

  #only(parent: XmlElement, name: string, path: string): XmlElement | undefined {
    const [first, second] = childrenOf(parent, name);
    if (!first || !second) return first;
    const context = parent.name.replace('CreditNoteLine', 'InvoiceLine');
    const rule = ONCE_RULES.get(`${context}/${name}`) ?? (parent.parent ? undefined : ONCE_RULES.get(name));
    this.remember(`${path}#2`, second);
    this.report(rule ?? 'UBL-XSD', `${path}#2`, `${name} may stand here once only. Remove the others.`);
    return first;
  }
}

export function childrenOf(parent: XmlElement | undefined, name: string): XmlElement[] {
  return parent?.children.filter((each) => each.name === name) ?? [];
}

export function collapsed(text: string): string {
  return text.replaceAll(/[ \t\r\n]+/g, ' ').trim();
}

/** Lines kept, the indentation of the XML taken away. */
export function proseOf(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();
}

/** What xs:decimal allows beyond plain digits: '+1', '.5', '5.' */
function plainDecimal(text: string): string {
  return text
    .replace(/^\+(?=[\d.])/, '')
    .replace(/^(-?)\.(?=\d)/, '$10.')
    .replace(/^(-?\d+)\.$/, '$1');
}

/** xs:date may carry a time zone; an invoice's dates are days, whatever the zone. */
function withoutZone(text: string): string {
  return text.replace(/^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})$/, '$1');
}
