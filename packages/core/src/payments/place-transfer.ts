import { err, ok, type Result } from '../shared/result.ts';

/** An invoice as it stands under lock. Amounts are minor units of `currency`. */
export interface PlaceableInvoice {
  readonly invoiceId: string;
  readonly name: string;
  readonly billingProfileId: string;
  readonly currency: string;
  readonly amountDueMinor: bigint;
  readonly isCreditNote: boolean;
  readonly voidedAt: Date | null;
}

export interface TransferToPlace {
  readonly currency: string;
  readonly amountMinor: bigint;
  /** In the order in which they are paid; without an amount, what is due. */
  readonly invoices: readonly { readonly name: string; readonly amountMinor?: bigint | undefined }[];
}

export interface PlacedTransfer {
  readonly parts: readonly {
    readonly invoiceId: string;
    readonly name: string;
    readonly billingProfileId: string;
    /** Zero for an invoice that takes nothing: void, a credit note, paid meanwhile, or the money was used up before it. */
    readonly amountMinor: bigint;
  }[];
  /** For the payer to place: money on account. */
  readonly restMinor: bigint;
}

export type PlaceTransferRejection =
  | { readonly code: 'InvoiceNotFound'; readonly invoiceName: string }
  | { readonly code: 'SeveralCurrencies'; readonly invoiceName: string };

/**
 * Where the money of a bank transfer goes. It has come, so nothing about an invoice's state refuses it: what an invoice cannot take is
 * the rest. No invoice gets more than it asks for, nor more than is named for it.
 */
export function placeTransfer(
  { currency, amountMinor, invoices }: TransferToPlace,
  locked: readonly PlaceableInvoice[],
): Result<PlacedTransfer, PlaceTransferRejection> {
  const parts = new Map<string, PlacedTransfer['parts'][number]>();
  let restMinor = amountMinor;
  for (const { name: invoiceName, amountMinor: asked } of invoices) {
    const invoice = locked.find(({ name }) => name.toUpperCase() === invoiceName.toUpperCase());
    if (invoice === undefined) return err({ code: 'InvoiceNotFound', invoiceName });
    if (invoice.currency !== currency) return err({ code: 'SeveralCurrencies', invoiceName });
    const { invoiceId, name, billingProfileId } = invoice;
    const before = parts.get(invoiceId)?.amountMinor ?? 0n;
    const openMinor = takes(invoice) - before;
    const partMinor = least(asked ?? openMinor, openMinor, restMinor);
    restMinor -= partMinor;
    parts.set(invoiceId, { invoiceId, name, billingProfileId, amountMinor: before + partMinor });
  }
  return ok({ parts: [...parts.values()], restMinor });
}

function takes({ isCreditNote, voidedAt, amountDueMinor }: PlaceableInvoice): bigint {
  return isCreditNote || voidedAt !== null || amountDueMinor < 0n ? 0n : amountDueMinor;
}

function least(...amounts: readonly bigint[]): bigint {
  return amounts.reduce((one, other) => (other < one ? other : one));
}
