import type { CalendarDate } from '../shared/calendar-date.ts';
import { decimal, decimalText, divideToScale, shortest } from '../shared/decimal.ts';
import type { DocumentLine, InvoiceDocument } from './document/invoice-document.ts';

export type SectionChoice = {
  readonly invoiceSectionId: string;
  readonly name: string;
  readonly displayName: string;
};

/** A line as an invoice keeps it; decimals are plain strings. */
export type IssuedLine = {
  readonly lineId: string;
  readonly invoiceSectionId: string | null;
  readonly description: string;
  readonly quantity: string;
  readonly unitCode: string;
  readonly unitPrice: string;
  readonly netMinor: bigint;
  readonly taxCategory: string;
  readonly taxRatePercent: string | null;
  readonly periodStartOn: CalendarDate | null;
  readonly periodEndOn: CalendarDate | null;
};

/** The document's lines in order, each in the section that it, or the document, names; else in the profile's first. */
export function issuedLines(document: InvoiceDocument, sections: readonly SectionChoice[]): IssuedLine[] {
  return document.lines.map((line) => ({
    lineId: line.lineId,
    invoiceSectionId: sectionOf(line, document, sections)?.invoiceSectionId ?? null,
    description: describe(line),
    quantity: line.quantity,
    unitCode: line.unitCode,
    unitPrice: pricePerUnit(line),
    netMinor: line.netMinor,
    taxCategory: line.taxCategory,
    taxRatePercent: line.taxRatePercent ?? null,
    periodStartOn: line.period?.startOn ?? null,
    periodEndOn: line.period?.endOn ?? null,
  }));
}

/** As a credit note keeps it: less of the thing, and less money. */
export function creditedLine(line: IssuedLine): IssuedLine {
  return { ...line, quantity: turned(line.quantity), netMinor: -line.netMinor };
}

function turned(quantity: string): string {
  const { unscaled, scale } = decimal(quantity);
  return decimalText({ unscaled: -unscaled, scale });
}

/** What an item property is called by which a line says its section outright. */
export const SECTION_PROPERTY = 'Invoice section';

function sectionOf(
  line: DocumentLine,
  document: InvoiceDocument,
  sections: readonly SectionChoice[],
): SectionChoice | undefined {
  const named = line.itemProperties.find(({ name }) => isSame(name, SECTION_PROPERTY))?.value;
  // From the plainest to the vaguest: a cost reference or an order line often is the buyer's name of a section.
  const hints = [named, line.accountingCost, line.orderLine, document.accountingCost];
  for (const hint of hints) {
    const section = sections.find(({ name, displayName }) => isSame(hint, name) || isSame(hint, displayName));
    if (section !== undefined) return section;
  }
  return sections[0];
}

function isSame(hint: string | undefined, name: string): boolean {
  return hint !== undefined && hint.trim().toLowerCase() === name.toLowerCase();
}

function describe({ name, description }: DocumentLine): string {
  if (description === undefined || description === name) return name;
  return `${name} – ${description}`;
}

// A price per thousand of 0.1 is 0.0001 each; beyond ten decimals a price only explains, the line's net is what counts.
const PRICE_DECIMALS = 10;

function pricePerUnit({ unitPrice, priceBaseQuantity }: DocumentLine): string {
  const base = decimal(priceBaseQuantity ?? '1');
  if (base.unscaled === 0n) return unitPrice;
  const unscaled = divideToScale(decimal(unitPrice), base, PRICE_DECIMALS);
  return decimalText(shortest({ unscaled, scale: PRICE_DECIMALS }));
}
