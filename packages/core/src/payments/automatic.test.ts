import { describe, expect, it } from 'vitest';
import { afterTry, automaticProblem } from './automatic.ts';
import { DECLINE_CODES, type DeclineCode } from './decline.ts';
import { PAYMENT_OUTCOMES } from './outcome.ts';

const triedAt = new Date('2026-11-24T06:00:00Z');
const now = new Date('2026-11-24T06:00:20Z');
const declined = (tries: number, declineCode: DeclineCode | null) =>
  afterTry(tries, { outcome: 'declined', declineCode }, { triedAt, now });

describe('the timetable of automatic payment', () => {
  it('asks again after 3, 5 and 7 days, each counted from the try before, and then no more', () => {
    const days = [0, 1, 2].map((tries) => {
      const next = declined(tries, 'insufficient_funds');
      return next?.state === 'waiting' ? (next.nextTryAt.getTime() - triedAt.getTime()) / 86_400_000 : next?.state;
    });
    expect([...days, declined(3, 'insufficient_funds')?.state]).toEqual([3, 5, 7, 'stopped']);
  });

  it('for every reason of a bank, tries again, stops, or asks for the payer', () => {
    expect(Object.fromEntries(DECLINE_CODES.map((code) => [code, declined(0, code)?.state]))).toEqual({
      card_declined: 'waiting',
      insufficient_funds: 'waiting',
      card_expired: 'waiting',
      incorrect_cvc: 'waiting',
      incorrect_number: 'stopped',
      lost_or_stolen: 'stopped',
      limit_exceeded: 'waiting',
      authentication_failed: 'waiting',
      authentication_required: 'needs_authentication',
      processing_error: 'waiting',
      payment_method_unusable: 'stopped',
    });
    expect(declined(0, null)?.state).toBe('waiting');
  });

  it('for every outcome, decides or waits for the decision', () => {
    const states = PAYMENT_OUTCOMES.map((outcome) => [
      outcome,
      afterTry(0, { outcome, declineCode: null }, { triedAt, now })?.state ?? null,
    ]);
    expect(Object.fromEntries(states)).toEqual({
      recorded: null,
      requires_action: null,
      processing: null,
      unknown: null,
      succeeded: 'paid',
      declined: 'waiting',
      not_attempted: 'waiting',
      canceled: 'needs_authentication',
    });
  });

  it('does not count a try that never reached the gateway', () => {
    const next = afterTry(2, { outcome: 'not_attempted', declineCode: null }, { triedAt, now });
    expect(next).toEqual({ state: 'waiting', tries: 2, nextTryAt: new Date('2026-11-24T06:10:20Z') });
  });
});

describe('what stands in the way of automatic payment', () => {
  const card = { isRemoved: false, expiresMonth: 11, expiresYear: 2026 };
  const on = (instant: string) => ({ cardAllowed: true, now: new Date(instant) });
  it.each([
    ['no default card', null, on('2026-11-24T00:00:00Z'), 'NoDefaultPaymentMethod'],
    ['a card that was removed', { ...card, isRemoved: true }, on('2026-11-24T00:00:00Z'), 'PaymentMethodRemoved'],
    ['a card whose last month is over', card, on('2026-12-01T00:00:00Z'), 'PaymentMethodExpired'],
    ['an agreement without cards', card, { ...on('2026-11-24T00:00:00Z'), cardAllowed: false }, 'CardNotAllowed'],
    ['nothing, on the last moment of the card', card, on('2026-11-30T23:59:59Z'), null],
    [
      'nothing, for a method without an end',
      { ...card, expiresMonth: null, expiresYear: null },
      on('2030-01-01T00:00:00Z'),
      null,
    ],
  ])('is %s', (_what, method, when, problem) => {
    expect(automaticProblem(method, when)).toBe(problem);
  });
});
