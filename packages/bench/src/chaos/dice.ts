import { assert } from '@betalt/core/shared/assert.ts';
import { chanceOf } from '@betalt/server/demo/chance.ts';

/** Choices that fall the same for the same word. Each payer and each trouble-maker has dice of its own, so that none disturbs another's. */
export interface Dice {
  /** A whole number from 0, below `limit`. */
  below(limit: number): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** True as often as `share` of 1. */
  happens(share: number): boolean;
  oneOf<T>(list: readonly T[]): T;
  /** All of them, in another order. */
  shuffled<T>(list: readonly T[]): T[];
  /** One of the names, as often as its weight says. */
  weighed<Name extends string>(weights: Readonly<Record<Name, number>>): Name;
}

export function diceOf(word: string): Dice {
  const chance = chanceOf(word);
  const below = (limit: number): number => Math.floor(chance() * limit);
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    happens: (share) => chance() < share,
    oneOf: <T>(list: readonly T[]): T => {
      assert(list.length > 0, 'there is something to choose from');
      return list[below(list.length)] as T;
    },
    shuffled: (list) =>
      list
        .map((each) => ({ each, at: chance() }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ each }) => each),
    weighed: <Name extends string>(weights: Readonly<Record<Name, number>>): Name => {
      const entries = Object.entries<number>(weights) as [Name, number][];
      let left = chance() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      const chosen = entries.find(([, weight]) => (left -= weight) < 0) ?? entries.at(-1);
      assert(chosen !== undefined, 'there is something to choose from');
      return chosen[0];
    },
  };
}
