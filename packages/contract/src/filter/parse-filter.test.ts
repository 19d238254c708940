import { describe, expect, it } from 'vitest';
import { parseFilter } from './parse-filter.ts';

const FIELDS = { status: 'text', invoicedate: 'date', totalamount: 'number' } as const;
const parse = (text: string) => parseFilter(text, FIELDS);

describe('a filter', () => {
  it('compares a field with a text, whatever the case of the name and with or without properties/', () => {
    const expected = { ok: true, value: { kind: 'compare', field: 'status', operator: 'eq', value: "Per's" } };
    expect(parse("properties/Status eq 'Per''s'")).toEqual(expected);
    expect(parse("status EQ 'Per''s'")).toEqual(expected);
  });

  it('binds and tighter than or, and parentheses tightest', () => {
    const filter = parse("status eq 'a' or status eq 'b' and not (totalAmount gt 1.5 or totalAmount le -2)");
    expect(filter).toMatchObject({
      ok: true,
      value: { kind: 'or', right: { kind: 'and', right: { kind: 'not', operand: { kind: 'or' } } } },
    });
  });

  it('takes the date of an instant', () => {
    expect(parse("invoiceDate ge '2026-02-03T10:00:00Z'")).toMatchObject({ ok: true, value: { value: '2026-02-03' } });
  });

  it.each([
    [
      'an unknown field, naming the known ones',
      "sneaky eq 'a'",
      0,
      'expected one of status, invoicedate, totalamount, found "sneaky"',
    ],
    ['a field of the prototype', "constructor eq 'a'", 0, 'expected one of'],
    ['an unknown operator', "status like 'a'", 7, 'expected one of eq, ne, gt, ge, lt, le, found "like"'],
    ['an open quote', "status eq 'a", 10, 'no closing quote'],
    ['a missing value', 'status eq', 9, 'expected a text in single quotes, found the end'],
    ['a text where a number belongs', "totalAmount gt '5'", 15, 'expected a number'],
    ['a day that does not exist', "invoiceDate eq '2026-02-30'", 15, "expected a date such as '2026-11-24'"],
    ['a missing parenthesis', "(status eq 'a'", 14, "expected ')', found the end"],
    ['two comparisons without a word between', "status eq 'a' status eq 'b'", 14, "expected 'and', 'or' or the end"],
    ['a stray character', "status eq 'a'; drop", 13, 'unexpected character ";"'],
    ['endless nesting', `${'('.repeat(30)}status eq 'a'`, 20, 'more than 20 levels'],
  ])('refuses %s, with the position', (_what, text, position, message) => {
    const result = parse(text);
    expect(result).toMatchObject({ ok: false, error: { position, message: expect.stringContaining(message) } });
  });
});
