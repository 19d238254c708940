import { describe, expect, it } from 'vitest';
import { isNetworkError, isRefused, mayHaveBeenDone, toApiError } from './api-error.ts';

describe('toApiError', () => {
  it('keeps what the server said and the id for support', () => {
    const response = new Response(null, { status: 402, headers: { 'x-ms-correlation-request-id': 'abc' } });
    const info = { code: 'insufficient_funds' };
    const error = toApiError(response, {
      error: {
        code: 'PaymentDeclined',
        message: 'No money.',
        target: 'x',
        additionalInfo: [{ type: 'Decline', info }],
      },
    });
    expect(error).toMatchObject({
      code: 'PaymentDeclined',
      message: 'No money.',
      target: 'x',
      status: 402,
      correlationId: 'abc',
    });
    expect(error.info('Decline')).toEqual(info);
    expect(error.info('Other')).toBeUndefined();
  });

  it('says so when the answer is not an ARM error', () => {
    for (const body of [undefined, 'Bad gateway', { error: 'x' }, { error: null }]) {
      expect(toApiError(new Response(null, { status: 502 }), body)).toMatchObject({
        code: 'UnreadableAnswer',
        status: 502,
      });
    }
  });

  it('tells how long to wait', () => {
    const response = new Response(null, { status: 429, headers: { 'retry-after': '90' } });
    expect(toApiError(response, undefined).retryAfterSeconds).toBe(90);
  });

  it('knows a refusal from a failure', () => {
    expect(isRefused(toApiError(new Response(null, { status: 403 }), undefined))).toBe(true);
    expect(isRefused(toApiError(new Response(null, { status: 500 }), undefined))).toBe(false);
    expect(isNetworkError(toApiError(new Response(null, { status: 500 }), undefined))).toBe(false);
  });

  it.each([
    [400, false],
    [402, false],
    [409, false],
    [408, true],
    [429, true],
    [500, true],
    [502, true],
    [504, true],
  ])('after %i the server may have acted: %s', (status, isSo) => {
    expect(mayHaveBeenDone(toApiError(new Response(null, { status }), undefined))).toBe(isSo);
  });
});
