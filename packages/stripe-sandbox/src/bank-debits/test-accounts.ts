import type { DebitType, Traits } from './account-traits.ts';
import { SEPA_ROWS } from './sepa-accounts.ts';

export interface TestAccount extends Traits {
  /** Unique; `pm_<name>` is its ready-made PaymentMethod. */
  readonly name: string;
  readonly type: DebitType;
  /** IBAN, or account number at the test bank whose routing number is 110000000. */
  readonly number: string;
  /** ISO 3166 country, and where the IBAN says which bank. */
  readonly country: string;
  readonly bankCode: string;
}

export const TEST_ROUTING_NUMBER = '110000000';

/** https://docs.stripe.com/payments/ach-direct-debit/accept-a-payment#test-account-numbers */
const ACH_ROWS: readonly (readonly [number: string, name: string, traits: Traits])[] = [
  ['000123456789', 'success', {}],
  ['000111111113', 'accountClosed', { failure: 'account_closed' }],
  ['000000004954', 'riskLevelHighest', { isBlocked: true }],
  ['000111111116', 'noAccount', { failure: 'no_account' }],
  ['000222222227', 'insufficientFunds', { failure: 'insufficient_funds' }],
  ['000333333335', 'debitNotAuthorized', { failure: 'debit_not_authorized' }],
  ['000444444440', 'invalidCurrency', { failure: 'invalid_currency' }],
  ['000666666661', 'failMicrodeposits', { failsMicrodeposits: true }],
  ['000555555559', 'dispute', { isDisputed: true }],
  ['000000000009', 'processing', { isStuck: true }],
  ['000777777771', 'weeklyLimitExceeded', { failure: 'charge_exceeds_weekly_limit' }],
  ['000888888885', 'tokenizedAccountNumberDeactivated', { failure: 'tokenized_account_number_deactivated' }],
];

const ACCOUNTS: readonly TestAccount[] = [
  ...SEPA_ROWS.map(({ name, iban, country, bankCode, traits }): TestAccount => {
    return { name, type: 'sepa_debit', number: iban, country, bankCode, ...traits };
  }),
  ...ACH_ROWS.map(([number, name, traits]): TestAccount => {
    return { name: `usBankAccount_${name}`, type: 'us_bank_account', number, country: 'US', bankCode: '', ...traits };
  }),
];
const BY_NUMBER = new Map(ACCOUNTS.map((account) => [`${account.type} ${account.number}`, account]));
const BY_NAME = new Map(ACCOUNTS.map((account) => [account.name, account]));

export function testAccountByNumber(type: DebitType, number: string): TestAccount | undefined {
  return BY_NUMBER.get(`${type} ${number}`);
}

export function testAccountByName(name: string): TestAccount | undefined {
  return BY_NAME.get(name);
}
