import { storeAccount } from '../payment-methods/payment-method.ts';
import type { PaymentMethod } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';
import { invalid, type RequestFailure } from '../wire/failures.ts';
import { choice, group, type Parsed, required, text } from '../wire/fields.ts';
import type { DebitType } from './account-traits.ts';
import { isIban } from './iban.ts';
import { TEST_ROUTING_NUMBER, type TestAccount, testAccountByNumber } from './test-accounts.ts';

export const accountFields = {
  sepa_debit: group({ iban: required(text(50)) }),
  us_bank_account: group({
    account_holder_type: required(choice('company', 'individual')),
    account_number: required(text(34)),
    account_type: choice('checking', 'savings'),
    routing_number: required(text(9)),
  }),
};

/** Makes the PaymentMethod of a test account as given. Throws when it could be no account, or is none of the test accounts. */
export function createAccount(
  tx: Tx,
  type: DebitType,
  params: Parsed<typeof accountFields>,
  holder: PaymentMethod['billing_details'],
): PaymentMethod {
  if (!holder.name) throw missingDetail('name');
  if (type === 'sepa_debit') {
    if (!holder.email) throw missingDetail('email');
    const account = sepaAccount(needed(params.sepa_debit, 'sepa_debit').iban);
    return storeAccount(tx, account, { holderType: 'individual', accountType: 'checking', isVerified: true }, holder);
  }
  const bank = needed(params.us_bank_account, 'us_bank_account');
  const account = achAccount(bank.routing_number, bank.account_number);
  const words = { holderType: bank.account_holder_type, accountType: bank.account_type ?? 'checking' };
  return storeAccount(tx, account, { ...words, isVerified: false }, holder);
}

/** The group of parameters that a method of this type needs. */
export function needed<T>(words: T | undefined, name: string): T {
  if (words !== undefined) return words;
  throw invalid(`Missing required param: ${name}.`, { code: 'parameter_missing', param: name });
}

/** Stripe's testing page has this one refuse to become a method at all. */
const UNUSABLE_IBAN = 'AT511904300000066666';

function sepaAccount(entered: string): TestAccount {
  const param = 'sepa_debit[iban]';
  const iban = entered.replaceAll(/\s/g, '').toUpperCase();
  if (!isIban(iban)) {
    throw invalid('The IBAN is not valid: check its digits.', { code: 'payment_method_invalid_parameter', param });
  }
  if (iban === UNUSABLE_IBAN) {
    throw invalid('This bank account cannot be debited.', { code: 'bank_account_unusable', param });
  }
  return testAccountByNumber('sepa_debit', iban) ?? refuseReal(param);
}

function achAccount(routingNumber: string, number: string): TestAccount {
  if (routingNumber !== TEST_ROUTING_NUMBER) {
    throw invalid(`Only the test bank's routing number ${TEST_ROUTING_NUMBER} can be used here.`, {
      code: 'routing_number_invalid',
      param: 'us_bank_account[routing_number]',
    });
  }
  return testAccountByNumber('us_bank_account', number) ?? refuseReal('us_bank_account[account_number]');
}

function refuseReal(param: string): never {
  throw invalid('Only test bank accounts can be used here.', {
    code: 'payment_method_invalid_parameter_testmode',
    param,
  });
}

function missingDetail(name: 'email' | 'name'): RequestFailure {
  const param = `billing_details[${name}]`;
  return invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
}
