/**
 * What the database holds: as many invoices for every account, dealt out round by round, so that the invoices of an account lie as
 * far apart as months of billing put them. The first thirty of each are paid, the last twenty are due.
 */
export interface Population {
  readonly accounts: number;
  readonly invoices: number;
  /** Invoices above this number are due when the database is new. */
  readonly lastPaid: number;
  /** Invoices above this number have lines and tax. */
  readonly firstItemised: number;
}

export const ACCOUNT_INVOICES = 50;
export const LINES = 5;
const PAID_OF_ACCOUNT = 30;
const MOST_ITEMISED = 200_000;

export function populationOf(invoices: number): Population {
  const accounts = Math.floor(invoices / ACCOUNT_INVOICES);
  const all = accounts * ACCOUNT_INVOICES;
  return {
    accounts,
    invoices: all,
    lastPaid: accounts * PAID_OF_ACCOUNT,
    firstItemised: Math.max(0, all - MOST_ITEMISED) + 1,
  };
}

/** Accounts and invoices are numbered from 1; invoice n is of account 1 + (n - 1) mod accounts. */
export function accountOfInvoice({ accounts }: Population, invoice: number): number {
  return 1 + ((invoice - 1) % accounts);
}
