import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasRoomForAPart, leftOf, readTyped, sumOf } from './typed-amount.ts';

const nok = (value: number) => ({ currency: 'NOK', value });
const bounds = { least: nok(3), most: nok(1250.5) };

describe('an amount that is typed', () => {
  it.each([
    ['1 250,50', 1250.5],
    ['1.250,50', 1250.5],
    ['3', 3],
    ['1250,5', 1250.5],
    ['NOK 1 250,50', 1250.5],
    ['1 250,50 kr', 1250.5],
    ['kr 1.250,50', 1250.5],
    ['1250,-', 1250],
  ])('reads %s as the reader’s region writes it', (typed, value) => {
    expect(readTyped(typed, bounds, ',')).toEqual({ ok: true, amount: nok(value) });
  });

  it.each([
    ['', 'unreadable'],
    ['all of it', 'unreadable'],
    ['10,005', 'tooManyDecimals'],
    ['1,500', 'tooManyDecimals'],
    ['-5', 'unreadable'],
    ['USD 50', 'unreadable'],
    ['$ 50', 'unreadable'],
    ['1250,51', 'aboveMost'],
    ['2,99', 'belowLeast'],
    ['0', 'belowLeast'],
  ])('says what is wrong with “%s”', (typed, problem) => {
    expect(readTyped(typed, bounds, ',')).toEqual({ ok: false, problem });
  });

  it('takes no decimals in a currency that has none', () => {
    const yen = { least: undefined, most: { currency: 'JPY', value: 5000 } };
    expect(readTyped('10.5', yen, '.')).toEqual({ ok: false, problem: 'tooManyDecimals' });
    expect(readTyped('1.000', yen, '.')).toEqual({ ok: false, problem: 'tooManyDecimals' });
    expect(readTyped('¥1,000', yen, '.')).toMatchObject({ ok: true, amount: { value: 1000 } });
    expect(readTyped('1,000', yen, '.')).toMatchObject({ ok: true, amount: { value: 1000 } });
  });

  it('takes three decimals in a currency that has them', () => {
    const dinars = { least: undefined, most: { currency: 'KWD', value: 5000 } };
    expect(readTyped('1.500', dinars, '.')).toMatchObject({ ok: true, amount: { value: 1.5 } });
    expect(readTyped('1.5005', dinars, '.')).toEqual({ ok: false, problem: 'tooManyDecimals' });
  });

  it('lets the little that is left be paid, though it is below the least', () => {
    const little = { least: nok(3), most: nok(1.5) };
    expect(readTyped('1,5', little, ',')).toMatchObject({ ok: true });
    expect(readTyped('1,4', little, ',')).toEqual({ ok: false, problem: 'belowLeast' });
    expect(hasRoomForAPart(little)).toBe(false);
  });
});

describe('sums of amounts', () => {
  it('loses nothing, however many are added', () => {
    const minor = fc.array(fc.integer({ min: 0, max: 10_000_000_00 }), { maxLength: 100 });
    fc.assert(
      fc.property(minor, (amounts) => {
        const whole = amounts.reduce((total, each) => total + each, 0);
        const added = sumOf(
          'NOK',
          amounts.map((each) => nok(each / 100)),
        );
        expect(Math.round(added.value * 100)).toBe(whole);
        expect(leftOf(added, added)).toEqual(nok(0));
      }),
    );
    expect(sumOf('NOK', [nok(0.1), nok(0.2)])).toEqual(nok(0.3));
  });

  it('leaves nothing when more was taken than there was', () => {
    expect(leftOf(nok(100), nok(250.5))).toEqual(nok(0));
    expect(leftOf(nok(250.5), nok(100.25))).toEqual(nok(150.25));
  });
});
