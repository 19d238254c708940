import { describe, expect, it } from 'vitest';
import type { Currency } from '../money/currency.ts';
import { money } from '../money/money.ts';
import { epcPayload } from './epc-qr.ts';
import { qrBillPayload } from './swiss-qr-bill.ts';
import { type PayeeAccount, transferInstructions } from './transfer-instructions.ts';

const NO = { account: 'NO9386011117947', currency: 'NOK', bankName: 'Fjordbanken' };
const EUR = { account: 'DE89 3704 0044 0532 0130 00', currency: 'EUR', bic: 'COBADEFFXXX' };
const PLAIN_CH = { account: 'CH5604835012345678009' };
const QR_CH = { account: 'CH4431999123000889012' };
const ADDRESS = {
  street: 'Musterstrasse',
  buildingNumber: '7',
  postalCode: '1234',
  city: 'Musterstadt',
  country: 'CH',
};

function instructions(
  paymentReference: string | null,
  accounts: readonly PayeeAccount[],
  { currency = 'EUR', amountMinor = 1250_00n }: { currency?: Currency; amountMinor?: bigint } = {},
) {
  return transferInstructions({
    amountDue: money(currency, amountMinor),
    paymentReference,
    invoiceNumber: 'G0001',
    payee: { name: 'Nordlys Cloud AS', address: ADDRESS, accounts },
  });
}

describe('instructions for a transfer', () => {
  it('in Norway are an account of eleven digits and a KID', () => {
    expect(instructions('1234566', [EUR, NO], { currency: 'NOK' })).toEqual({
      beneficiary: 'Nordlys Cloud AS',
      iban: 'NO9386011117947',
      accountNumber: '8601.11.17947',
      bankName: 'Fjordbanken',
      amount: money('NOK', 1250_00n),
      reference: { kind: 'KID', value: '1234566', printed: '1234566' },
    });
  });

  it('take an account that is written in Norway’s own form', () => {
    expect(instructions('1234566', [{ account: '8601.11.17947' }], { currency: 'NOK' })).toMatchObject({
      iban: 'NO9386011117947',
      accountNumber: '8601.11.17947',
      reference: { kind: 'KID' },
    });
  });

  it('in euro are the account in euro, with a code to scan', () => {
    const found = instructions('RF712348231', [NO, EUR]);
    expect(found).toMatchObject({
      iban: 'DE89370400440532013000',
      bic: 'COBADEFFXXX',
      reference: { kind: 'RF', value: 'RF712348231', printed: 'RF71 2348 231' },
      qr: { kind: 'EPC' },
    });
    expect(found?.qr?.payload).toBe(
      'BCD\n002\n1\nSCT\nCOBADEFFXXX\nNordlys Cloud AS\nDE89370400440532013000\nEUR1250.00\n\nRF712348231',
    );
  });

  it.each([
    ['001080681747', 'BE68539007547034', 'OGM', '+++001/0806/81747+++'],
    ['1234561', 'FI2112345600000785', 'VIITE', '12 34561'],
    ['1234566', 'SE4550000000058398257466', 'OCR', '1234566'],
    ['1234566', 'DE89370400440532013000', 'text', '1234566'],
    ['+++123/4567/89012+++', 'BE68539007547034', 'text', '+++123/4567/89012+++'],
    ['RF712348231', 'CH5604835012345678009', 'SCOR', 'RF71 2348 231'],
    ['210000000003139471430009017', 'CH4431999123000889012', 'QRR', '21 00000 00003 13947 14300 09017'],
    ['210000000003139471430009017', 'CH5604835012345678009', 'text', '210000000003139471430009017'],
  ])('%s to %s is a reference of kind %s', (reference, account, kind, printed) => {
    expect(instructions(reference, [{ account }])?.reference).toMatchObject({ kind, printed });
  });

  it('quote the number where no reference was made', () => {
    const found = instructions(null, [EUR]);
    expect(found?.reference).toEqual({ kind: 'text', value: 'G0001', printed: 'G0001' });
    expect(found?.qr?.payload.split('\n').slice(-3)).toEqual(['', '', 'G0001']);
  });

  it('are none without an account', () => {
    expect(instructions('1234566', [])).toBeUndefined();
  });

  it('keep an account that is neither IBAN nor Norwegian as it is written, without a code', () => {
    const found = instructions(null, [{ account: '40-47-84 70872490' }]);
    expect(found).toMatchObject({ accountNumber: '40-47-84 70872490' });
    expect(found).not.toHaveProperty('iban');
    expect(found).not.toHaveProperty('qr');
  });

  it('have no Swiss code for a QR-IBAN without its reference, which the bank would send back', () => {
    expect(instructions('RF712348231', [QR_CH])).not.toHaveProperty('qr');
  });
});

describe('the code of the European Payments Council', () => {
  const transfer = {
    beneficiary: 'Nordlys Cloud AS',
    iban: 'DE89370400440532013000',
    amount: money('EUR', 1n),
    reference: { isCreditorReference: false, text: 'Invoice G0001' },
  };

  it('has the lines of EPC069-12, and says structured or text, never both', () => {
    expect(epcPayload(transfer)).toBe(
      'BCD\n002\n1\nSCT\n\nNordlys Cloud AS\nDE89370400440532013000\nEUR0.01\n\n\nInvoice G0001',
    );
  });

  it.each([
    ['nothing', money('EUR', 0n)],
    ['above the highest amount', money('EUR', 1_000_000_000_00n)],
    ['another currency', money('NOK', 100n)],
  ])('is not made of %s', (_, amount) => {
    expect(epcPayload({ ...transfer, amount })).toBeUndefined();
  });

  it('is not made without an IBAN', () => {
    expect(epcPayload({ ...transfer, iban: 'DE00370400440532013000' })).toBeUndefined();
  });

  it('cannot be given lines of its own by a name, and is cut to what a bank takes', () => {
    const payload = epcPayload({ ...transfer, beneficiary: `Evil\nDE00\r\n${'æ'.repeat(100)}` }) ?? '';
    const lines = payload.split('\n');
    expect(lines).toHaveLength(11);
    expect(lines[5]).toBe(`Evil DE00 ${'æ'.repeat(60)}`);
  });

  it('is not made above 331 bytes', () => {
    const long = { isCreditorReference: false, text: '漢'.repeat(140) };
    expect(epcPayload({ ...transfer, reference: long })).toBeUndefined();
  });
});

describe('the Swiss code', () => {
  const creditor = { name: 'Robert Schneider AG', ...ADDRESS };
  const bill = { creditor, iban: 'CH4431999123000889012', amount: money('CHF', 1949_75n) };

  it('has the lines of QR-bill 2.3 with structured addresses', () => {
    const debtor = { name: 'Pia Rutschmann', postalCode: '9400', city: 'Rorschach', country: 'CH' };
    const payload = qrBillPayload({
      ...bill,
      debtor,
      reference: '210000000003139471430009017',
      message: 'Order of 15.6.',
    });
    expect(payload).toBe(
      'SPC|0200|1|CH4431999123000889012|S|Robert Schneider AG|Musterstrasse|7|1234|Musterstadt|CH||||||||1949.75|CHF|'
        .concat('S|Pia Rutschmann|||9400|Rorschach|CH|QRR|210000000003139471430009017|Order of 15.6.|EPD')
        .replaceAll('|', '\n'),
    );
  });

  it.each([
    ['a QR reference with a plain IBAN', { iban: PLAIN_CH.account, reference: '210000000003139471430009017' }],
    ['an ISO 11649 reference with a QR-IBAN', { reference: 'RF712348231' }],
    ['a QR-IBAN without a reference', {}],
    ['an account of another country', { iban: 'DE89370400440532013000' }],
    ['a currency that is not CHF or EUR', { iban: PLAIN_CH.account, amount: money('USD', 100n) }],
    ['nothing to pay', { iban: PLAIN_CH.account, amount: money('CHF', 0n) }],
    ['a creditor without a town', { iban: PLAIN_CH.account, creditor: { ...creditor, city: ' ' } }],
  ])('is not made of %s', (_, changes) => {
    expect(qrBillPayload({ ...bill, ...changes })).toBeUndefined();
  });

  it('has no reference, or ISO 11649, for a plain IBAN', () => {
    const plain = { ...bill, iban: PLAIN_CH.account };
    expect(qrBillPayload(plain)).toContain('\nNON\n\n\nEPD');
    expect(qrBillPayload({ ...plain, reference: 'RF71 2348 231' })).toContain('\nSCOR\nRF712348231\n\nEPD');
  });
});
