import { describe, expect, it } from 'vitest';
import { type GatewayOutcome, isLive, nextOutcome, PAYMENT_OUTCOMES, type PaymentOutcome } from './outcome.ts';

// Rows: what is recorded. Columns, in order: succeeded, declined, not_attempted, canceled, requires_action, processing, unknown.
// A dot keeps what is recorded.
const COLUMNS = [
  'succeeded',
  'declined',
  'not_attempted',
  'canceled',
  'requires_action',
  'processing',
  'unknown',
] as const;
const TABLE: Record<PaymentOutcome, string> = {
  recorded: 'succeeded declined not_attempted canceled requires_action processing unknown',
  unknown: 'succeeded declined not_attempted canceled requires_action processing unknown',
  requires_action: 'succeeded declined not_attempted canceled . processing .',
  processing: 'succeeded declined not_attempted canceled . processing .',
  succeeded: '. . . . . . .',
  declined: 'succeeded . . . . . .',
  not_attempted: 'succeeded . . . . . .',
  canceled: 'succeeded . . . . . .',
};

describe('the outcome of a payment', () => {
  for (const current of PAYMENT_OUTCOMES) {
    const row = TABLE[current].split(' ');
    COLUMNS.forEach((incoming: GatewayOutcome, column) => {
      const expected = row[column] === '.' ? null : row[column];
      it(`${current}, when the gateway says ${incoming}, ${expected === null ? 'stays' : `becomes ${expected}`}`, () => {
        expect(nextOutcome(current, incoming)).toBe(expected);
      });
    });
  }

  it('holds the slot of its invoices until it is final', () => {
    expect(PAYMENT_OUTCOMES.filter(isLive)).toEqual(['recorded', 'requires_action', 'processing', 'unknown']);
  });
});
