import { describe, expect, it } from 'vitest';
import { inLanes } from './in-lanes.ts';

describe('lanes', () => {
  it('work on everything once, in order, and never on more than they are', async () => {
    const begun: number[] = [];
    let atOnce = 0;
    let most = 0;
    await inLanes([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      begun.push(item);
      atOnce += 1;
      most = Math.max(most, atOnce);
      await Promise.resolve();
      atOnce -= 1;
    });
    expect(begun).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
  });

  it('go on when one has failed, and then say so', async () => {
    const done: number[] = [];
    const running = inLanes([1, 2, 3, 4], 2, async (item) => {
      if (item === 1) throw new Error('the first');
      done.push(item);
    });
    await expect(running).rejects.toThrow('the first');
    expect(done).toEqual([2, 3, 4]);
  });
});
