import { describe, expect, it } from 'vitest';
import type { ColumnKey, InvoiceColumn } from './invoice-columns.ts';
import { fitTo, leastWidth, withRoomFor } from './row-layout.ts';

const column = (key: ColumnKey, least: number, isNumeric = false): InvoiceColumn => ({
  key,
  heading: { id: key },
  least,
  share: 1,
  ...(isNumeric ? { isNumeric } : {}),
});
const columns = withRoomFor({ amount: 13, number: 10, profile: 24, hasPart: true }, [
  column('invoiceId', 96),
  column('billingProfile', 134),
  column('invoiceDate', 104),
  column('dueDate', 210),
  column('amount', 114, true),
  column('amountDue', 114, true),
  column('status', 112),
  column('type', 92),
]);
const keysAt = (widthPx: number, sortedBy?: Parameters<typeof fitTo>[3]) =>
  fitTo(widthPx, columns, true, sortedBy).map(({ key }) => key);

describe('columns of the list', () => {
  it('are all there where there is room, and before it is known', () => {
    expect(fitTo(1400, columns, true, undefined)).toBe(columns);
    expect(fitTo(undefined, columns, true, undefined)).toBe(columns);
  });

  it.each([1020, 820, 720])('leave no amount under the actions at %i px', (widthPx) => {
    const fitting = fitTo(widthPx, columns, true, undefined);
    expect(leastWidth(fitting, true)).toBeLessThanOrEqual(widthPx);
    expect(fitting.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['invoiceId', 'dueDate', 'amountDue', 'status']),
    );
  });

  it('keep room for the mark of a part payment', () => {
    const due = columns.find(({ key }) => key === 'amountDue')?.least ?? 0;
    expect(due).toBeGreaterThan(columns.find(({ key }) => key === 'amount')?.least ?? 0);
  });

  it('go in the order of what is missed least, but for the one that the list is sorted by', () => {
    expect(keysAt(1020)).not.toContain('type');
    expect(keysAt(1020)).toContain('amount');
    expect(keysAt(720)).not.toContain('billingProfile');
    expect(keysAt(720, 'billingProfile')).toContain('billingProfile');
  });
});
