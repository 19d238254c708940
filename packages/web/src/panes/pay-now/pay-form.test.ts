import { expect, it } from 'vitest';
import { isMendedByLess, sharesOf } from './pay-form.ts';

const nok = (value: number) => ({ currency: 'NOK', value });

it.each([
  ['credit pays a part, the card the rest', 100, 40, true, 40, 60],
  ['credit that covers all leaves the card nothing', 100, 250, true, 100, 0],
  ['credit is kept where the payer wants to keep it', 100, 40, false, 0, 100],
  ['without credit the card pays all', 99.95, 0, true, 0, 99.95],
])('%s', (_what, total, credits, uses, credit, byMethod) => {
  expect(sharesOf({ total: nok(total), credits: nok(credits) }, uses)).toEqual({
    credit: nok(credit),
    byMethod: nok(byMethod),
  });
});

it('offers a part where there was too little money, and not where the card itself is the matter', () => {
  expect(['insufficient_funds', 'limit_exceeded', 'card_declined'].every(isMendedByLess)).toBe(true);
  expect(
    ['card_expired', 'lost_or_stolen', 'incorrect_cvc', 'authentication_required', undefined].some(isMendedByLess),
  ).toBe(false);
});
