import { describe, expect, it } from 'vitest';
import {
  type GatewayRefundOutcome,
  nextRefundOutcome,
  REFUND_OUTCOMES,
  type RefundOutcome,
  refundCheckAfterSeconds,
} from './refund-outcome.ts';

/** Rows: where it stands. Columns: unknown, pending, succeeded, failed. A dash keeps it. */
const TABLE: Readonly<Record<RefundOutcome, string>> = {
  recorded: ' unknown  pending  succeeded  failed',
  unknown: '  -        pending  succeeded  failed',
  pending: '  -        -        succeeded  failed',
  succeeded: '-        -        -          failed',
  failed: '   -        -        -          -',
};
const COLUMNS: readonly GatewayRefundOutcome[] = ['unknown', 'pending', 'succeeded', 'failed'];

describe('what a refund becomes', () => {
  const cells = REFUND_OUTCOMES.flatMap((current) => {
    const row = TABLE[current].trim().split(/\s+/);
    return COLUMNS.map((incoming, column) => ({ current, incoming, becomes: row[column] ?? '' }));
  });
  it.each(cells)('$current, and then $incoming: $becomes', ({ current, incoming, becomes }) => {
    expect(nextRefundOutcome(current, incoming) ?? '-').toBe(becomes);
  });
});

describe('when a refund is asked about again', () => {
  it('is at once, then ever more rarely, then daily, while it is under way', () => {
    const waits = Array.from({ length: 8 }, (_, checks) => refundCheckAfterSeconds('unknown', checks));
    expect(waits).toEqual([0, 15, 60, 300, 3600, 86_400, 86_400, 86_400]);
  });

  it('is a day, a week and a month after it succeeded, and never after it failed', () => {
    const days = Array.from({ length: 4 }, (_, checks) => refundCheckAfterSeconds('succeeded', checks));
    expect(days).toEqual([86_400, 6 * 86_400, 23 * 86_400, null]);
    expect(refundCheckAfterSeconds('failed', 0)).toBeNull();
  });
});
