import { compactIban, isIban, isQrIban } from '@betalt/core/references/iban.ts';
import { isNorwegianAccount } from '@betalt/core/references/norwegian-account.ts';
import type { PayeeAccount, TransferPayee } from '@betalt/core/references/transfer-instructions.ts';
import type { Reader } from './environment-reader.ts';

/** The issuer's accounts that payers transfer to, where an invoice names none itself. */
export interface BankAccountsConfig {
  readonly accounts: readonly PayeeAccount[];
  /** Needed for a Swiss QR code only. */
  readonly address: TransferPayee['address'];
}

/** Accounts of nobody, for the demo: valid by their check digits, and in every textbook. */
export const DEMO_BANK_ACCOUNTS: BankAccountsConfig = {
  accounts: [
    { account: 'NO9386011117947', currency: 'NOK', bankName: 'Fjordbanken (demo)' },
    { account: 'DE89370400440532013000', bankName: 'Demobank' },
  ],
  address: { street: 'Storgata', buildingNumber: '1', postalCode: '0155', city: 'Oslo', country: 'NO' },
};

export const NO_BANK_ACCOUNTS: BankAccountsConfig = { accounts: [], address: undefined };

const VARIABLE = 'BETALT_BANK_ACCOUNTS';
const GOOD_VALUE = '[{"account":"NO93 8601 1117 947","currency":"NOK","bic":"DNBANOKK","bankName":"DNB"}]';
const ACCOUNT_KEYS: ReadonlySet<string> = new Set(['account', 'currency', 'bic', 'bankName']);
const ADDRESS_KEYS: ReadonlySet<string> = new Set(['street', 'buildingNumber', 'postalCode', 'city', 'country']);

/** A list of accounts, or `{"accounts": […], "address": {…}}`. @param otherwise when the variable is absent */
export function readBankAccounts(read: Reader, otherwise: BankAccountsConfig): BankAccountsConfig {
  const text = read.optionalText(VARIABLE);
  if (text === null) return otherwise;
  const value = parsed(text);
  const { accounts = value, address } = isRecord(value) ? value : {};
  const wrong = wrongOfAccounts(accounts) ?? wrongOfAddress(address);
  if (wrong !== undefined) {
    read.refuse(VARIABLE, wrong, { goodValue: GOOD_VALUE });
    return otherwise;
  }
  return {
    accounts: (accounts as PayeeAccount[]).map((each) => ({ ...each, account: compactIfIban(each.account) })),
    address: address as TransferPayee['address'],
  };
}

function compactIfIban(account: string): string {
  return isIban(account) ? compactIban(account) : account.trim();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is what the check of the value says in words.
    return undefined;
  }
}

function wrongOfAccounts(accounts: unknown): string | undefined {
  if (!Array.isArray(accounts) || accounts.length === 0) return 'is not a JSON list of accounts';
  for (const [index, each] of accounts.entries()) {
    const wrong = wrongOfAccount(each);
    if (wrong !== undefined) return `has an account (number ${index + 1}) ${wrong}`;
  }
  return undefined;
}

function wrongOfAccount(each: unknown): string | undefined {
  if (!isRecord(each)) return 'that is no object';
  const unknown = Object.keys(each).find((key) => !ACCOUNT_KEYS.has(key));
  if (unknown !== undefined) return `with ${JSON.stringify(unknown)}, which is not known`;
  if (Object.values(each).some((value) => typeof value !== 'string')) return 'with something that is no text';
  const { account, currency, bic } = each as Partial<Record<string, string>>;
  if (account === undefined || account.trim() === '') return 'without "account"';
  const isOfCheck = /^[A-Za-z]{2}\d{2}/.test(account) || /^[\d. ]{11,14}$/.test(account);
  if (isOfCheck && !isIban(account) && !isNorwegianAccount(account))
    return `"${account}" whose check digits do not hold`;
  // Its bank sends back whatever has no QR reference, and one is made only for an invoice that names such an account itself.
  if (isQrIban(account)) return `"${account}", a QR-IBAN; give the account's plain IBAN`;
  if (currency !== undefined && !/^[A-Z]{3}$/.test(currency)) return `with the currency "${currency}"`;
  if (bic !== undefined && !/^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(bic)) return `with the BIC "${bic}"`;
  return undefined;
}

function wrongOfAddress(address: unknown): string | undefined {
  if (address === undefined) return undefined;
  const isAddress =
    isRecord(address) &&
    Object.entries(address).every(([key, value]) => ADDRESS_KEYS.has(key) && typeof value === 'string') &&
    ['postalCode', 'city', 'country'].every((key) => key in address);
  return isAddress ? undefined : 'has an "address" without postalCode, city and country, or with something else';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
