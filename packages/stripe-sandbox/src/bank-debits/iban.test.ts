import { describe, expect, it } from 'vitest';
import { ibanOf, isIban } from './iban.ts';
import { SEPA_ROWS } from './sepa-accounts.ts';

describe('an IBAN', () => {
  it.each([
    ['AT', '1904300234573201', 'AT611904300234573201'],
    ['NO', '86011117947', 'NO9386011117947'],
    ['FR', '20041010050500013M02606', 'FR1420041010050500013M02606'],
    ['GB', 'WEST12345698765432', 'GB82WEST12345698765432'],
    ['BE', '539007547034', 'BE68539007547034'],
    // The check digits have a leading zero.
    ['DE', '370400440532013003', 'DE08370400440532013003'],
  ])('of %s and %s is %s', (country, account, iban) => {
    expect(ibanOf(country, account)).toBe(iban);
    expect(isIban(iban)).toBe(true);
  });

  it.each(['AT611904300234573202', 'AT62190430023457320', 'at611904300234573201', 'AT61', '', '1234567890123456'])(
    '%s is none',
    (text) => {
      expect(isIban(text)).toBe(false);
    },
  );
});

describe('the SEPA test accounts', () => {
  it('are eight for each of nineteen countries, all different and all with right check digits', () => {
    expect(SEPA_ROWS).toHaveLength(19 * 8);
    expect(new Set(SEPA_ROWS.map(({ iban }) => iban)).size).toBe(19 * 8);
    expect(SEPA_ROWS.filter(({ iban }) => !isIban(iban))).toEqual([]);
  });

  // As https://docs.stripe.com/payments/sepa-debit/accept-a-payment#test-integration prints them.
  it.each([
    ['failed_at', 'AT861904300235473202'],
    ['insufficientFunds_at', 'AT981904300002222227'],
    ['successDelayed_hr', 'HR6323600002337876649'],
    ['failed_nl', 'NL91ABNA0417164300'],
    ['failedDelayed_ch', 'CH1843597160341964438'],
    ['disputed_gi', 'GI26KJBC361883934534696'],
    ['exceedsWeeklyTransactionLimit_lu', 'LU520010000000121212'],
    ['exceedsWeeklyVolumeLimit_no', 'NO0586010343434'],
    ['failed_es', 'ES9121000418450200051332'],
    ['success_lt', 'LT121000011101001000'],
    ['disputed_se', 'SE7850000000054910000005'],
    ['failedDelayed_fi', 'FI1012345600000789'],
  ])('%s is %s', (name, iban) => {
    expect(SEPA_ROWS.find((row) => row.name === name)?.iban).toBe(iban);
  });
});
