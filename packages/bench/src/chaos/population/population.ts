import { assert } from '@betalt/core/shared/assert.ts';
import { addDays, calendarDateAt } from '@betalt/core/shared/calendar-date.ts';
import { assignRole } from '@betalt/server/app/access/role-assignments.ts';
import { CURRENT_AGREEMENT } from '@betalt/server/app/accounts/agreement.ts';
import { createBillingAccount } from '@betalt/server/app/accounts/create-billing-account.ts';
import { signUp } from '@betalt/server/app/accounts/sign-up.ts';
import { issueInvoices } from '@betalt/server/app/invoices/issue-invoice.ts';
import type { Wiring } from '@betalt/server/app/wired.ts';
import { inTransaction } from '@betalt/server/db/database.ts';
import { newId } from '@betalt/server/db/new-id.ts';
import { issueAccessToken } from '@betalt/server/identity/access-tokens.ts';
import { type Dice, diceOf } from '../dice.ts';
import type { ChaosOptions } from '../options.ts';
import { type ChaosCurrency, CURRENCIES, someTotal } from './currencies.ts';
import { documentOf } from './documents.ts';
import { fillWallet, type Wallet } from './wallets.ts';

/** With a bearer token. */
export interface Person {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly token: string;
}

export interface Bill {
  readonly name: string;
  readonly totalMinor: bigint;
}

export interface Account {
  readonly billingAccountId: string;
  readonly name: string;
  readonly currency: ChaosCurrency;
  readonly bills: readonly Bill[];
}

/** Somebody who pays, and the cards to do it with. */
export interface Payer extends Person {
  readonly wallet: Wallet;
}

export interface Population {
  readonly people: readonly Payer[];
  readonly accounts: readonly Account[];
}

const ACCOUNTS_A_CURRENCY = 2;
const INVOICES_A_CREDIT_NOTE = 12;
/** More than are paid: parts, refusals and people who walk away leave some. */
const INVOICES_A_PAYMENT = 1.4;

/** What is there before anybody pays, made through the use cases, and cards through the gateway. */
export async function populate(wiring: Wiring, sandboxUrl: string, options: ChaosOptions): Promise<Population> {
  const people = await signUpPeople(wiring, options.payers);
  const invoices = Math.ceil(options.payments * INVOICES_A_PAYMENT);
  const accounts = await openAccounts(wiring, people, invoices, diceOf(`${options.seed} bills`));
  const payers: Payer[] = [];
  for (const person of people) payers.push({ ...person, wallet: await fillWallet(wiring, sandboxUrl, person) });
  return { people: payers, accounts };
}

/** People who may all pay the invoices of all accounts, so that any two of them can meet on one invoice. */
async function signUpPeople(wiring: Wiring, count: number): Promise<Person[]> {
  const people: Person[] = [];
  for (let index = 1; index <= count; index += 1) {
    const person = { name: `Payer ${index}`, email: `payer-${index}@customer.example` };
    const signedUp = await signUp(wiring, 'open', { ...person, password: `the password of payer ${index}` });
    assert(signedUp.ok, 'a new address may sign up');
    const token = await issueAccessToken(wiring, person.email, 'chaos');
    assert(token !== null, 'the person has just been made');
    people.push({ ...person, userId: signedUp.value.userId, token });
  }
  return people;
}

/** Two accounts a currency, with `invoices` invoices dealt out among all of them. */
async function openAccounts(
  wiring: Wiring,
  people: readonly Person[],
  invoices: number,
  dice: Dice,
): Promise<Account[]> {
  const currencies = Object.keys(CURRENCIES) as ChaosCurrency[];
  const each = Math.ceil(invoices / (currencies.length * ACCOUNTS_A_CURRENCY));
  const accounts: Account[] = [];
  for (const currency of currencies) {
    for (let index = 1; index <= ACCOUNTS_A_CURRENCY; index += 1) {
      const opened = await openAccount(wiring, people, currency, `${currency} ${index}`);
      const bills = await issueBills(wiring, opened, { count: each, currency, dice });
      accounts.push({ billingAccountId: opened.billingAccountId, name: opened.name, currency, bills });
    }
  }
  return accounts;
}

type Opened = { readonly billingAccountId: string; readonly billingProfileId: string; readonly name: string };

async function openAccount(
  wiring: Wiring,
  people: readonly Person[],
  currency: ChaosCurrency,
  companyName: string,
): Promise<Opened> {
  const [owner, ...others] = people;
  assert(owner !== undefined, 'somebody pays');
  const created = await createBillingAccount(
    wiring,
    { ...owner, networkAddress: '127.0.0.1' },
    {
      companyName,
      country: 'NO',
      currency,
      timeZone: 'Europe/Oslo',
      addressLine1: 'Storgata 1',
      postalCode: '0155',
      city: 'Oslo',
      acceptedAgreementVersion: CURRENT_AGREEMENT.version,
    },
  );
  assert(created.ok, 'the request is a good one');
  for (const { email } of others) {
    const given = await assignRole(
      { db: wiring.database.db, clock: wiring.clock },
      {
        email,
        role: 'Billing account owner',
        account: created.value.name,
        by: { userId: owner.userId, name: owner.name },
      },
    );
    assert(given.ok, 'everybody may be an owner');
  }
  return created.value;
}

async function issueBills(
  wiring: Wiring,
  account: Opened,
  { count, currency, dice }: { count: number; currency: ChaosCurrency; dice: Dice },
): Promise<Bill[]> {
  const today = calendarDateAt(wiring.clock().getTime(), 'UTC');
  const orders = Array.from({ length: count }, (_, index) => {
    const number = `${currency}-${account.name.slice(0, 4)}-${index + 1}`;
    const dates = { issuedOn: addDays(today, -20), dueOn: addDays(today, dice.between(-5, 20)) };
    return { number, isCredit: index % INVOICES_A_CREDIT_NOTE === 1, totalMinor: someTotal(currency, dice), ...dates };
  });
  const issued = await inTransaction(wiring.database.db, (tx) =>
    issueInvoices(
      tx,
      account,
      orders.map((order) => ({ document: documentOf(order, currency) })),
      { issuer: { userId: newId(), name: 'Issuer' }, at: wiring.clock(), action: 'invoice.issue' },
    ),
  );
  assert(issued.ok, 'the documents are good ones');
  return issued.value
    .map(({ name }, index) => ({
      name,
      totalMinor: orders[index]?.totalMinor ?? 0n,
      isCredit: orders[index]?.isCredit,
    }))
    .filter(({ isCredit }) => isCredit === false);
}
