import { describe, expect, it } from 'vitest';
import { NOTHING_CHOSEN, stateOfAll, withAll, withRange, withRow } from './row-selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];

describe('choosing rows', () => {
  it('takes one and leaves it out again', () => {
    const one = withRow(NOTHING_CHOSEN, 'b', true);
    expect([...one.names]).toEqual(['b']);
    expect([...withRow(one, 'b', false).names]).toEqual([]);
  });

  it.each([
    ['down', 'b', 'd', ['b', 'c', 'd']],
    ['up', 'd', 'b', ['b', 'c', 'd']],
  ])('takes the range %s from the last one', (_way, from, to, chosen) => {
    const range = withRange(withRow(NOTHING_CHOSEN, from, true), to, true, order);
    expect([...range.names].sort()).toEqual(chosen);
  });

  it('leaves a range out when its end is left out', () => {
    const all = withRow(withAll(NOTHING_CHOSEN, order, true), 'e', false);
    expect([...withRange(all, 'c', false, order).names]).toEqual(['a', 'b']);
  });

  it('takes one row where the range would begin at a row that is no longer there', () => {
    const gone = withRow(NOTHING_CHOSEN, 'paid meanwhile', true);
    expect([...withRange(gone, 'c', true, order).names]).toEqual(['paid meanwhile', 'c']);
  });

  it('keeps what is chosen outside of the list when all of the list is left out', () => {
    const other = withRow(NOTHING_CHOSEN, 'of another filter', true);
    expect([...withAll(withAll(other, order, true), order, false).names]).toEqual(['of another filter']);
  });

  it('tells none, some and all apart', () => {
    expect(stateOfAll(new Set(), order)).toBe('none');
    expect(stateOfAll(new Set(['a', 'z']), order)).toBe('some');
    expect(stateOfAll(new Set(order), order)).toBe('all');
    expect(stateOfAll(new Set(), [])).toBe('none');
  });
});
