import { expect, it } from 'vitest';
import { type InvoiceLine, linesBySection, sumOf } from './group-lines.ts';

it('groups the lines by section in the order of the invoice, with exact totals', () => {
  const sections = linesBySection([
    line('1', 'platform', 0.1),
    line('2', 'research', 5),
    line('3', 'platform', 0.2),
    line('4', undefined, 1),
  ]);
  expect(sections.map(({ name, lines, net }) => [name, lines.map(({ lineId }) => lineId), net.value])).toEqual([
    ['platform', ['1', '3'], 0.3],
    ['research', ['2'], 5],
    ['', ['4'], 1],
  ]);
});

it('adds credits as what they are', () => {
  expect(sumOf([amount(100.05), amount(-0.1)])).toEqual({ currency: 'NOK', value: 99.95 });
});

function amount(value: number) {
  return { currency: 'NOK', value };
}

function line(lineId: string, section: string | undefined, value: number): InvoiceLine {
  return {
    lineId,
    description: 'Virtual machines',
    quantity: '1',
    net: amount(value),
    ...(section === undefined ? {} : { invoiceSectionName: section, invoiceSectionDisplayName: section }),
  };
}
