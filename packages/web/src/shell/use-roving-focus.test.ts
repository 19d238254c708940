import { describe, expect, it } from 'vitest';
import { nextPosition } from './use-roving-focus.ts';

describe('nextPosition', () => {
  it('moves along the row and around its ends', () => {
    expect(nextPosition('ArrowRight', 0, 3)).toBe(1);
    expect(nextPosition('ArrowRight', 2, 3)).toBe(0);
    expect(nextPosition('ArrowLeft', 0, 3)).toBe(2);
    expect(nextPosition('Home', 2, 3)).toBe(0);
    expect(nextPosition('End', 0, 3)).toBe(2);
  });

  it('leaves other keys, and keys from elsewhere, alone', () => {
    expect(nextPosition('Enter', 0, 3)).toBeUndefined();
    expect(nextPosition('ArrowRight', -1, 3)).toBeUndefined();
  });
});
