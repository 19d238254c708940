import type { InvoiceDocument } from '@betalt/core/invoices/document/invoice-document.ts';
import { namesForNumber } from '@betalt/core/invoices/issue-name.ts';
import { sellerKeyOf } from '@betalt/core/invoices/issue-seller.ts';
import { assert } from '@betalt/core/shared/assert.ts';
import type { Tx } from '../../db/database.ts';
import { type ExistingInvoice, invoicesNumbered, takenNames } from '../../db/queries/issue-existing.ts';

/** What a document asks for in an account: its seller's number, and a name in URLs. */
export interface NumberClaim {
  /** Alike for two documents of one kind with one number from one seller. */
  readonly key: string;
  /** The account's invoice that has the number. */
  readonly existing: ExistingInvoice | undefined;
  /** A name that is free in the account and in the batch, taken from now on. */
  takeName(): string;
}

/** The claims of a batch, in its order; true while the account's row is locked. */
export async function claimNumbers(
  tx: Tx,
  billingAccountId: string,
  documents: readonly Pick<InvoiceDocument, 'number' | 'seller' | 'kind'>[],
): Promise<NumberClaim[]> {
  if (documents.length === 0) return [];
  const asked = documents.map(({ number, seller, kind }) => ({
    number,
    sellerKey: sellerKeyOf(seller),
    documentType: kind === 'creditNote' ? ('CreditNote' as const) : ('Invoice' as const),
  }));
  const named = asked.map((each) => ({ ...each, names: namesForNumber(each.number, each.sellerKey) }));
  const found = await invoicesNumbered(tx, billingAccountId, asked);
  const taken = await takenNames(
    tx,
    billingAccountId,
    named.flatMap(({ names }) => names),
  );
  return named.map(({ sellerKey, documentType, names }, index) => {
    const { numberKey, existing } = found[index] ?? { numberKey: '', existing: undefined };
    return {
      key: JSON.stringify([sellerKey, documentType, numberKey]),
      existing,
      takeName: () => takeFirst(names, taken),
    };
  });
}

function takeFirst(names: readonly string[], taken: Set<string>): string {
  const name = names.find((each) => !taken.has(each.toUpperCase()));
  assert(name !== undefined, `every name for number ${names[0]} is taken: somebody has numbered invoices to take them`);
  taken.add(name.toUpperCase());
  return name;
}
