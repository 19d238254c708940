import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { Amount } from '@betalt/contract/shared/arm.ts';
import { fromArmNumber, toArmNumber } from '@betalt/core/money/arm-number.ts';
import { isCurrency } from '@betalt/core/money/currency.ts';
import { decimal, multiply, roundToScale } from '@betalt/core/shared/decimal.ts';
import { leftOf, smallerOf, sumOf } from '../../components/amount-field/typed-amount.ts';

type Properties = Invoice['properties'];
type Line = NonNullable<Properties['lines']>[number];

export interface CreditPreview {
  /** With tax. */
  readonly credited: Amount;
  /** What the invoice asks for afterwards. */
  readonly due: Amount;
  /** What it does not ask for any more: the payer's to use, or to be refunded. */
  readonly left: Amount;
}

/** What of an invoice no credit note has taken yet. */
export function creditable({ totalAmount, creditNotes = [] }: Properties): Amount {
  const { currency } = totalAmount;
  const credited = creditNotes.map(({ totalAmount: { value } }) => ({ currency, value: Math.abs(value) }));
  return leftOf(totalAmount, sumOf(currency, credited));
}

/** What becomes of the invoice, as the server will do it (app/invoices/place-credit-notes.ts). */
export function creditPreview({ amountDue }: Properties, credited: Amount): CreditPreview {
  const placed = smallerOf(credited, amountDue);
  return { credited, due: leftOf(amountDue, placed), left: leftOf(credited, placed) };
}

/** Lines with their tax, which is rounded once a rate (EN 16931, BR-CO-17). */
export function sumOfLines(currency: string, lines: readonly Line[]): Amount {
  const groups = Map.groupBy(lines, ({ taxCategory, taxRatePercent }) => `${taxCategory} ${taxRatePercent}`);
  const amounts = [...groups.values()].flatMap((group) => {
    const net = sumOf(
      currency,
      group.map((line) => line.net),
    );
    return [net, taxOn(net, group[0]?.taxRatePercent)];
  });
  return sumOf(currency, amounts);
}

function taxOn({ currency, value }: Amount, ratePercent: string | undefined): Amount {
  const net = isCurrency(currency) ? fromArmNumber(value, currency) : undefined;
  if (!net?.ok || ratePercent === undefined) return { currency, value: 0 };
  const product = multiply({ unscaled: net.value.amountMinor, scale: 0 }, decimal(ratePercent));
  const amountMinor = roundToScale({ unscaled: product.unscaled, scale: product.scale + 2 }, 0);
  return { currency, value: toArmNumber({ currency: net.value.currency, amountMinor }) };
}
