import { expect, test } from 'vitest';
import { populationOf } from '../population/population.ts';
import { dueInvoicesFrom } from './due-invoices.ts';

const population = populationOf(100);

test('each run gets invoices of its own', () => {
  const due = dueInvoicesFrom(population, 61);
  expect([due.take(10), due.take(5), due.take(1)].map(({ first }) => first)).toEqual([61, 71, 76]);
});

test('what a run did not use goes to the next', () => {
  const due = dueInvoicesFrom(population, 61);
  due.take(30);
  due.giveBack(64);
  expect(due.take(1)).toEqual({ first: 64, count: 1 });
});

test('a run gets what is left, down to the last invoice, and none after it', () => {
  const due = dueInvoicesFrom(population, 61);
  expect(due.take(50)).toEqual({ first: 61, count: 40 });
  expect(() => due.take(1)).toThrow('use more --invoices');
});

test('what was never taken cannot be given back', () => {
  expect(() => dueInvoicesFrom(population, 61).giveBack(62)).toThrow('was not taken');
});
