import type { Locator, Page } from '@playwright/test';
import { leaveCredit, rowOf } from './portal.ts';
import type { Words } from './words.ts';

/** The words of paying several at once, in part, by credit, transfer or link, as people read them. */
export interface PayingWords {
  readonly payInvoices: string;
  readonly payAllDue: string;
  readonly paySelected: (count: number) => string;
  readonly selectAll: string;
  readonly selectInvoice: (number: string) => string;
  readonly amountOf: (number: string) => string;
  readonly anotherAmount: string;
  readonly amount: string;
  readonly payAPart: string;
  readonly partlyPaid: string;
  readonly bankTransfer: string;
  readonly copied: string;
  readonly copy: (of: string) => string;
  readonly createPayLink: string;
  readonly payLink: string;
  readonly noInvoice: string;
  readonly yourName: string;
}

export const PAYING: Readonly<Record<Words['locale'], PayingWords>> = {
  'en-US': {
    payInvoices: 'Pay invoices',
    payAllDue: 'Pay all due',
    paySelected: (count) => `Pay selected (${count})`,
    selectAll: 'Select all that can be paid',
    selectInvoice: (number) => `Select invoice ${number}`,
    amountOf: (number) => `Amount to pay of invoice ${number}`,
    anotherAmount: 'Another amount',
    amount: 'Amount',
    payAPart: 'Pay a part',
    partlyPaid: 'Partly paid',
    bankTransfer: 'Bank transfer',
    copied: 'Copied',
    copy: (of) => `Copy: ${of}`,
    createPayLink: 'Create pay link',
    payLink: 'Pay link',
    noInvoice: 'This link opens no invoice',
    yourName: 'Your name',
  },
  'nb-NO': {
    payInvoices: 'Betal fakturaer',
    payAllDue: 'Betal alt skyldig',
    paySelected: (count) => `Betal valgte (${count})`,
    selectAll: 'Velg alle som kan betales',
    selectInvoice: (number) => `Velg faktura ${number}`,
    amountOf: (number) => `Beløp å betale på faktura ${number}`,
    anotherAmount: 'Et annet beløp',
    amount: 'Beløp',
    payAPart: 'Betal en del',
    partlyPaid: 'Delvis betalt',
    bankTransfer: 'Bankoverføring',
    copied: 'Kopiert',
    copy: (of) => `Kopier: ${of}`,
    createPayLink: 'Opprett betalingskobling',
    payLink: 'Betalingskobling',
    noInvoice: 'Denne koblingen åpner ingen faktura',
    yourName: 'Navnet ditt',
  },
};

export function selectBox(page: Page, words: Words, number: string): Locator {
  return rowOf(page, words, number).getByRole('checkbox', { name: PAYING[words.locale].selectInvoice(number) });
}

/** Chooses the invoices in the list and opens the pane for all of them. */
export async function openSeveral(page: Page, words: Words, numbers: readonly string[]): Promise<Locator> {
  const { payInvoices, paySelected } = PAYING[words.locale];
  for (const number of numbers) await selectBox(page, words, number).check();
  await page.getByRole('button', { name: paySelected(numbers.length), exact: true }).click();
  const pane = page.getByRole('dialog', { name: payInvoices, exact: true });
  await pane.getByText(numbers[0] ?? '', { exact: true }).waitFor();
  return pane;
}

/** Leaves the credit of the demo's accounts to the tests about it: what is due is then paid by card. */
export async function keepCredit(pane: Locator, words: Words): Promise<void> {
  await leaveCredit(pane, words);
  await pane.getByText(words.selectMethod, { exact: true }).waitFor();
}

/** An amount as it reads, whatever space stands between figure and currency: for `getByText`. */
export function amountText(text: string): RegExp {
  return new RegExp(text.replaceAll(/[.+]/g, String.raw`\$&`).replaceAll(' ', String.raw`\s`));
}
