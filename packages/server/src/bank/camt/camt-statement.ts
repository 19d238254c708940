import type { BankMessage, BankStatement } from '@betalt/core/bank/bank-transaction.ts';
import { type Currency, isCurrency } from '@betalt/core/money/currency.ts';
import { type Money, toDecimalString } from '@betalt/core/money/money.ts';
import type { XmlElement } from '../../xml/xml-tree.ts';
import { accountOf, said } from './camt-details.ts';
import { type CamtEntry, readEntry } from './camt-entry.ts';
import { type CamtSource, childOf, childrenOf, textAt } from './camt-source.ts';

/** Undefined when it has no id or no account; then the source has a problem more. */
export function readStatement(
  source: CamtSource,
  element: XmlElement,
  message: BankMessage,
): BankStatement | undefined {
  const statementId = source.required(element, 'Id', 'identification');
  const account = readAccount(source, element);
  const balances = readBalances(source, element);
  const entries = childrenOf(element, 'Ntry').flatMap((each) => readEntry(source, each) ?? []);
  const currency = currencyOf(source, element, balances, entries);
  const booked = entries.filter(({ isBooked }) => isBooked);
  if (message === 'camt.053' && isComplete(element)) checkBalances(source, balances, booked);
  if (statementId === undefined || account === undefined) return undefined;
  const transactions = booked.flatMap((entry) => entry.transactions);
  const { opening, closing } = balances;
  return {
    statementId,
    account,
    ...said({
      currency,
      fromOn: source.dayOf(element, 'FrToDt/FrDtTm'),
      toOn: source.dayOf(element, 'FrToDt/ToDtTm'),
      openingMinor: opening?.money.currency === currency ? opening?.money.amountMinor : undefined,
      closingMinor: closing?.money.currency === currency ? closing?.money.amountMinor : undefined,
    }),
    transactions: transactions.filter(({ amountMinor }) => amountMinor > 0n),
    leftOut: {
      notBooked: entries.length - booked.length,
      zero: transactions.filter(({ amountMinor }) => amountMinor === 0n).length,
    },
  };
}

function readAccount(source: CamtSource, statement: XmlElement): string | undefined {
  const account = childOf(statement, 'Acct');
  const id = accountOf(account);
  if (id === undefined) source.required(account ?? statement, account ? 'Id/IBAN' : 'Acct', 'account');
  return id;
}

interface Balance {
  readonly element: XmlElement;
  /** Negative when overdrawn. */
  readonly money: Money;
}

interface Balances {
  readonly opening: Balance | undefined;
  readonly closing: Balance | undefined;
}

/** Booked balances. PRCD is the closing balance of the statement before, which some banks give as the opening one. */
function readBalances(source: CamtSource, statement: XmlElement): Balances {
  const all = childrenOf(statement, 'Bal').map((element) => ({
    element,
    type: textAt(element, 'Tp/CdOrPrtry/Cd') ?? textAt(element, 'Tp/Cd'),
    money: readBalance(source, element),
  }));
  const find = (type: string): Balance | undefined => {
    const found = all.find((each) => each.type === type);
    return found?.money === undefined ? undefined : { element: found.element, money: found.money };
  };
  return { opening: find('OPBD') ?? find('PRCD'), closing: find('CLBD') };
}

function readBalance(source: CamtSource, element: XmlElement): Money | undefined {
  const amount = childOf(element, 'Amt');
  if (amount === undefined) {
    source.required(element, 'Amt', 'amount');
    return undefined;
  }
  const money = source.amount(amount);
  const indicator = source.code(element, 'CdtDbtInd', ['CRDT', 'DBIT']);
  if (money === undefined || indicator === undefined) return undefined;
  return indicator === 'CRDT' ? money : { ...money, amountMinor: -money.amountMinor };
}

/** The account's own, else that in which everything is. A camt.054 may have neither. */
function currencyOf(
  source: CamtSource,
  statement: XmlElement,
  { opening, closing }: Balances,
  entries: readonly CamtEntry[],
): Currency | undefined {
  const account = childOf(statement, 'Acct');
  const own = textAt(account, 'Ccy');
  if (own !== undefined && !isCurrency(own)) {
    const message = `${JSON.stringify(own.slice(0, 10))} is not an active ISO 4217 currency code, such as NOK or EUR.`;
    source.report('currency-unknown', childOf(account, 'Ccy') ?? statement, { message, facts: { code: own } });
    return undefined;
  }
  return own ?? opening?.money.currency ?? closing?.money.currency ?? entries[0]?.currency;
}

/** A page of a statement has some of its entries only. */
function isComplete(statement: XmlElement): boolean {
  const page = textAt(statement, 'StmtPgntn/PgNb');
  const isLast = textAt(statement, 'StmtPgntn/LastPgInd');
  return (page === undefined || /^0*1$/.test(page)) && isLast !== 'false' && isLast !== '0';
}

/** Opening and booked entries make the closing balance, or entries are missing from the file. */
function checkBalances(source: CamtSource, { opening, closing }: Balances, booked: readonly CamtEntry[]): void {
  if (opening === undefined || closing === undefined) return;
  const { currency } = opening.money;
  if (closing.money.currency !== currency || booked.some((each) => each.currency !== currency)) return;
  const entries = booked.reduce((total, each) => total + each.signedMinor, 0n);
  const expected = opening.money.amountMinor + entries;
  if (expected === closing.money.amountMinor) return;
  const text = (amountMinor: bigint) => `${toDecimalString({ currency, amountMinor })} ${currency}`;
  const message =
    `The opening balance ${text(opening.money.amountMinor)} and ${booked.length} booked ${booked.length === 1 ? 'entry' : 'entries'} of ${text(entries)} together make ` +
    `${text(expected)}, but the closing balance is ${text(closing.money.amountMinor)}. Ask the bank for the whole statement.`;
  const facts = {
    opening: text(opening.money.amountMinor),
    count: String(booked.length),
    entries: text(entries),
    expected: text(expected),
    closing: text(closing.money.amountMinor),
  };
  source.report('balance-mismatch', closing.element, { message, facts });
}
