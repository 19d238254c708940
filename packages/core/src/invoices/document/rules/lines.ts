import type { DocumentLine, Draft, InvoiceDraft } from '../invoice-document.ts';
import { type Violation, violation } from '../violation.ts';

export function lineRules(draft: InvoiceDraft): Violation[] {
  return (draft.lines ?? []).flatMap((line, index) => {
    const path = `lines[${index}]`;
    return [missing(line, path), prices(line, path), items(line, path)].flat();
  });
}

const requirements = [
  ['BR-21', 'lineId', 'identifier'],
  ['BR-22', 'quantity', 'quantity'],
  ['BR-23', 'unitCode', 'unit code for its quantity'],
  ['BR-24', 'netMinor', 'net amount'],
  ['BR-25', 'name', 'item name'],
  ['BR-26', 'unitPrice', 'item price'],
  ['BR-CO-04', 'taxCategory', 'tax category'],
] as const;

function missing(line: Draft<DocumentLine>, path: string): Violation[] {
  return requirements
    .filter(([, field]) => line[field] === undefined)
    .map(([rule, field, what]) => violation(rule, `${path}.${field}`, `${named(line)} has no ${what}. Add it.`));
}

function prices(line: Draft<DocumentLine>, path: string): Violation[] {
  const violations: Violation[] = [];
  const advice = 'Give a positive price and a negative quantity.';
  if (line.unitPrice?.startsWith('-')) {
    const message = `${named(line)} has the negative price ${line.unitPrice}. ${advice}`;
    violations.push(violation('BR-27', `${path}.unitPrice`, message));
  }
  if (line.grossUnitPrice?.startsWith('-')) {
    const message = `${named(line)} has the negative gross price ${line.grossUnitPrice}. ${advice}`;
    violations.push(violation('BR-28', `${path}.grossUnitPrice`, message));
  }
  return violations;
}

function items(line: Draft<DocumentLine>, path: string): Violation[] {
  const violations = (line.itemProperties ?? []).flatMap((property, index) =>
    property.name === undefined || property.value === undefined
      ? [
          violation(
            'BR-54',
            `${path}.itemProperties[${index}]`,
            `${named(line)} has an attribute without name or value.`,
          ),
        ]
      : [],
  );
  if (line.standardItemId && line.standardItemId.scheme === undefined) {
    const message = `${named(line)} has the standard item number ${line.standardItemId.id} without its scheme.`;
    violations.push(violation('BR-64', `${path}.standardItemId`, message));
  }
  return violations;
}

function named(line: Draft<DocumentLine>): string {
  return line.lineId === undefined ? 'A line' : `Line ${line.lineId}`;
}
