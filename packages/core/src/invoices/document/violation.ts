import { type Currency, exponentOf } from '../../money/currency.ts';
import { decimalText } from '../../shared/decimal.ts';

/**
 * A rule that a document breaks. `path` is where, in the words of InvoiceDocument ('totals.payableMinor',
 * 'lines[2].netMinor'); a reader turns it into a place in its file. `message` is a plain sentence with the figures that
 * disagree and what to do.
 */
export type Violation = { readonly rule: string; readonly path: string; readonly message: string };

export function violation(rule: string, path: string, message: string): Violation {
  return { rule, path, message };
}

/** '1656.25 EUR', for sentences. Without a currency (itself missing) the minor units are shown as hundredths. */
export function amountText(amountMinor: bigint, currency: Currency | undefined): string {
  const scale = currency ? exponentOf(currency) : 2;
  const text = decimalText({ unscaled: amountMinor, scale });
  return currency ? `${text} ${currency}` : text;
}

/** A path and those around it, nearest first: 'lines[2].netMinor', 'lines[2]', 'lines'. */
export function* pathsAround(path: string): Generator<string> {
  let at = path;
  while (at !== '') {
    yield at;
    at = at.slice(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['), 0));
  }
}
