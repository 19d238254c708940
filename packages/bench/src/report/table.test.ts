import { expect, test } from 'vitest';
import type { Figure } from './figure.ts';
import { table } from './table.ts';

const list: Figure = {
  name: 'list',
  what: 'list page of 50, 32 clients',
  against: 'pgbench',
  yardstick: 12_249.5,
  measured: 4409.82,
  unit: '/s',
  ratio: 0.36,
  goal: 0.35,
  stretch: 0.45,
  better: 'more',
};
const ready: Figure = {
  name: 'ready',
  what: 'ready at the second start',
  against: 'itself',
  yardstick: null,
  measured: 5.4321,
  unit: 's',
  ratio: 5.4321,
  goal: 5,
  stretch: null,
  better: 'less',
  note: 'with demo data',
};

test('a figure is a row with its yardstick, ratio, goal and verdict', () => {
  const [, , row] = table([list]).split('\n');
  expect(row?.split('|').map((cell) => cell.trim())).toEqual([
    '',
    'list page of 50, 32 clients',
    '12,250 /s (pgbench)',
    '4,410 /s',
    '0.36',
    '≥ 0.35',
    '≥ 0.45',
    'yes',
    '',
  ]);
});

test('a missed goal stands out, a missing yardstick is said, and notes follow', () => {
  const lines = table([list, ready]).split('\n');
  expect(lines[3]).toMatch(/\| itself +\| 5.43 s +\| 5.43 +\| ≤ 5 +\| +\| \*\*no\*\* +\|$/);
  expect(lines.at(-1)).toBe('- ready at the second start: with demo data');
});

test('all rows are equally wide, so that the table reads as text too', () => {
  const lines = table([list, { ...ready, note: undefined }]).split('\n');
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
});
