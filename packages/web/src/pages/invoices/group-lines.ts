import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { Amount } from '@betalt/contract/shared/arm.ts';
import { fromArmNumber, toArmNumber } from '@betalt/core/money/arm-number.ts';
import type { Currency } from '@betalt/core/money/currency.ts';

export type InvoiceLine = NonNullable<Invoice['properties']['lines']>[number];

export interface SectionLines {
  /** Name of the invoice section; '' for lines that belong to none. */
  readonly name: string;
  readonly displayName: string | undefined;
  readonly lines: readonly InvoiceLine[];
  /** Net sum of the lines, exact in the currency's minor units. */
  readonly net: Amount;
}

/** The lines by invoice section, in the order in which the invoice brings the sections. */
export function linesBySection(lines: readonly InvoiceLine[]): SectionLines[] {
  const groups = new Map<string, InvoiceLine[]>();
  for (const line of lines) {
    const name = line.invoiceSectionName ?? '';
    groups.set(name, [...(groups.get(name) ?? []), line]);
  }
  return [...groups].map(([name, members]) => ({
    name,
    displayName: members[0]?.invoiceSectionDisplayName,
    lines: members,
    net: sumOf(members.map(({ net }) => net)),
  }));
}

/** Adds amounts of one currency without the errors of binary fractions. */
export function sumOf(amounts: readonly Amount[]): Amount {
  const currency = (amounts[0]?.currency ?? '') as Currency;
  const amountMinor = amounts.reduce((sum, { value }) => {
    const money = fromArmNumber(value, currency);
    // What the API sends has the currency's decimals; anything else would be a fault of the server.
    if (!money.ok) throw new Error(`${value} is not an amount of ${currency}`);
    return sum + money.value.amountMinor;
  }, 0n);
  return { currency, value: toArmNumber({ currency, amountMinor }) };
}
