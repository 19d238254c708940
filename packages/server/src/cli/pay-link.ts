import { PAY_LINK_DAYS } from '@betalt/contract/pay-links/pay-link.ts';
import { isCurrency } from '@betalt/core/money/currency.ts';
import { type Money, parseDecimal } from '@betalt/core/money/money.ts';
import { type CreatePayLinkRejection, createPayLinkByHost } from '../app/pay-links/create-pay-link.ts';
import type { Config } from '../config/config.ts';
import { portalAddress } from '../config/portal-address.ts';
import type { DatabaseHandle } from '../db/database.ts';
import { accountsNamed } from '../db/queries/role-scopes.ts';
import { StartError } from '../start/start-error.ts';
import { withDatabase } from './with-database.ts';

export interface PayLinkOptions {
  readonly account: string;
  readonly days: string;
  /** '300.00 NOK' */
  readonly amount?: string;
}

const COMMAND = 'betalt invoice pay-link';
const EXIT_MISUSED = 2;

/** `betalt invoice pay-link INVOICE --account NAME`: prints the link and nothing else on standard output. @returns the exit code */
export async function payLinkCommand(invoiceName: string, options: PayLinkOptions): Promise<number> {
  const days = /^\d{1,3}$/.test(options.days) ? Number(options.days) : 0;
  if (days < 1 || days > PAY_LINK_DAYS.most)
    return misused(`--days takes a number from 1 to ${PAY_LINK_DAYS.most}, not ${options.days}.`);
  const amount = options.amount === undefined ? undefined : readAmount(options.amount);
  if (amount === null) return misused(`--amount takes an amount and its currency, such as "300.00 NOK".`);
  return withDatabase(async (database, config) => {
    const billingAccountId = await accountOf(database, options.account);
    const order = { billingAccountId, invoiceName, expiresInDays: days, amount };
    const made = await createPayLinkByHost(dependenciesOf(database), { userId: null, name: COMMAND }, order);
    if (!made.ok) throw refusal(made.error, invoiceName, options.account);
    tell(config, made.value);
    return 0;
  });
}

function dependenciesOf({ db }: DatabaseHandle) {
  // Without a key there is no token to make again, and nobody of this process listens.
  return { db, clock: () => new Date(), onCommitted: () => undefined, secret: '' };
}

function tell(config: Config, { token, expiresAt }: { readonly token: string; readonly expiresAt: Date }): void {
  process.stdout.write(`${portalAddress(config)}/pay#${token}\n`);
  process.stderr.write(`Whoever has it can see and pay the invoice until ${expiresAt.toISOString().slice(0, 16)}Z.\n`);
}

function readAmount(text: string): Money | null {
  const [, digits = '', currency = ''] = /^(\d[\d.]*) ([A-Z]{3})$/.exec(text) ?? [];
  if (!isCurrency(currency)) return null;
  const amount = parseDecimal(digits, currency);
  return amount.ok && amount.value.amountMinor > 0n ? amount.value : null;
}

async function accountOf({ db }: DatabaseHandle, name: string): Promise<string> {
  const [account, another] = await accountsNamed(db, name);
  if (account === undefined)
    throw new StartError(`There is no billing account "${name}".`, 'Name it by its display name or its id.');
  if (another !== undefined)
    throw new StartError(`Several billing accounts are called "${name}".`, 'Name one by its id.');
  return account.billing_account_id;
}

function refusal({ code }: CreatePayLinkRejection, invoiceName: string, account: string): StartError {
  switch (code) {
    case 'InvoiceNotFound':
    case 'NoPermission':
      return new StartError(`${account} has no invoice ${invoiceName}.`, 'Name it as the portal shows it.');
    case 'CreditNote':
      return new StartError(`${invoiceName} is a credit note.`, 'Nothing is to be paid.');
    case 'InvoiceVoid':
    case 'InvoiceAlreadyPaid':
      return new StartError(`Nothing is due on ${invoiceName}.`, 'No link is needed.');
    case 'AmountAboveDue':
      return new StartError(
        `The amount is more than what is due on ${invoiceName}.`,
        'Leave out --amount, or lower it.',
      );
    case 'InvalidAmount':
      return new StartError(`${invoiceName} is in another currency.`, 'Name the amount in its own.');
  }
}

function misused(message: string): number {
  process.stderr.write(`betalt: ${message}\n`);
  return EXIT_MISUSED;
}
