import { expect, it } from 'vitest';
import { diceOf } from './dice.ts';

it('the same word falls the same, and another one otherwise', () => {
  const throws = (word: string) => {
    const dice = diceOf(word);
    return Array.from({ length: 50 }, () => dice.below(1_000));
  };
  expect(throws('seed 1')).toEqual(throws('seed 1'));
  expect(throws('seed 1')).not.toEqual(throws('seed 2'));
});

it('names are chosen about as often as their weights say, and one without weight never', () => {
  const dice = diceOf('weights');
  const chosen = Array.from({ length: 4_000 }, () => dice.weighed({ often: 3, seldom: 1, never: 0 }));
  const often = chosen.filter((name) => name === 'often').length;
  expect(often / chosen.length).toBeGreaterThan(0.7);
  expect(often / chosen.length).toBeLessThan(0.8);
  expect(chosen).not.toContain('never');
});

it('shuffling keeps everything and changes the order', () => {
  const list = Array.from({ length: 20 }, (_, index) => index);
  const shuffled = diceOf('cards').shuffled(list);
  expect(shuffled).not.toEqual(list);
  expect(shuffled.toSorted((a, b) => a - b)).toEqual(list);
});
