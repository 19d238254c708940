import { describe, expect, it } from 'vitest';
import { tokenBuckets } from './token-bucket.ts';

describe('a token bucket', () => {
  it('lets a burst through, then what fills it, and says when to come again', () => {
    const buckets = tokenBuckets({ perSecond: 2, burst: 3 });
    const takes = [0, 0, 0, 0].map((at) => buckets.take('a', at));
    expect(takes.map(({ isAllowed }) => isAllowed)).toEqual([true, true, true, false]);
    expect(takes.map(({ remaining }) => remaining)).toEqual([2, 1, 0, 0]);
    expect(takes[3]?.retryAfterSeconds).toBe(1);
    expect(buckets.take('a', 499).isAllowed).toBe(false);
    expect(buckets.take('a', 500).isAllowed).toBe(true);
    expect(buckets.take('a', 60_000).remaining).toBe(2);
  });

  it('is one for each key', () => {
    const buckets = tokenBuckets({ perSecond: 1, burst: 1 });
    expect(
      [buckets.take('a', 0), buckets.take('b', 0), buckets.take('a', 0)].map(({ isAllowed }) => isAllowed),
    ).toEqual([true, true, false]);
  });

  it('forgets the key that was used longest ago when there are too many', () => {
    const buckets = tokenBuckets({ perSecond: 1, burst: 1, mostKeys: 2 });
    for (const key of ['a', 'b', 'a', 'c']) buckets.take(key, 0);
    expect(buckets.size()).toBe(2);
    expect(buckets.take('a', 0).isAllowed).toBe(false);
    expect(buckets.take('b', 0).isAllowed).toBe(true);
  });

  it('never empties because the clock went back', () => {
    const buckets = tokenBuckets({ perSecond: 1, burst: 2 });
    buckets.take('a', 10_000);
    expect(buckets.take('a', 0).isAllowed).toBe(true);
  });
});
