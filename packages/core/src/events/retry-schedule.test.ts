import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GIVE_UP_AFTER_MS, RETRY_AFTER_SECONDS, retryAfterMs } from './retry-schedule.ts';

describe('the schedule of a delivery', () => {
  it('lasts three days and ends', () => {
    const seconds = RETRY_AFTER_SECONDS.reduce((sum: number, each) => sum + each, 0);
    expect(seconds * 1_000).toBe(GIVE_UP_AFTER_MS);
    expect(retryAfterMs(RETRY_AFTER_SECONDS.length, 'a')).not.toBeNull();
    expect(retryAfterMs(RETRY_AFTER_SECONDS.length + 1, 'a')).toBeNull();
  });

  it('waits as long as it says and at most a tenth longer, the same for the same delivery', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: RETRY_AFTER_SECONDS.length }), (deliveryId, tries) => {
        const least = (RETRY_AFTER_SECONDS[tries - 1] ?? 0) * 1_000;
        const waits = retryAfterMs(tries, deliveryId) ?? 0;
        expect(waits).toBeGreaterThanOrEqual(least);
        expect(waits).toBeLessThanOrEqual(least * 1.1);
        expect(retryAfterMs(tries, deliveryId)).toBe(waits);
      }),
    );
  });

  it('spreads deliveries that failed together', () => {
    const waits = Array.from({ length: 200 }, (_, index) => retryAfterMs(9, `delivery ${index}`) ?? 0);
    expect(new Set(waits.map((each) => Math.floor(each / 288_000))).size).toBeGreaterThan(8);
  });
});
