import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { LockedPayment } from '../money/payment-places.ts';
import { shownPart } from '../money/take-from-payment.ts';

export interface CreditNoteMove {
  readonly creditNoteId: string;
  readonly amountMinor: bigint;
  /** The payment that is refunded. */
  readonly shownAs: LockedPayment;
  readonly at: Date;
}

/** Credit goes out with a refund: what is left of the credit note, a negative amount due, rises towards zero. */
export function takeFromCreditNote(tx: Tx, billingAccountId: string, move: CreditNoteMove): Promise<void> {
  return moveCredit(tx, billingAccountId, move, { byMinor: move.amountMinor, type: undefined });
}

/** The refund failed: credit is credit again. */
export function giveBackToCreditNote(tx: Tx, billingAccountId: string, move: CreditNoteMove): Promise<void> {
  return moveCredit(tx, billingAccountId, move, { byMinor: -move.amountMinor, type: 'credited' });
}

async function moveCredit(
  tx: Tx,
  billingAccountId: string,
  { creditNoteId, amountMinor, shownAs, at }: CreditNoteMove,
  { byMinor, type }: { readonly byMinor: bigint; readonly type: 'credited' | undefined },
): Promise<void> {
  const part = { ...shownPart(shownAs, amountMinor, at), type };
  await sql`
    update invoice set amount_due_minor = amount_due_minor + ${byMinor}, row_version = row_version + 1,
      payments = payments || ${JSON.stringify([part])}::jsonb
    where billing_account_id = ${billingAccountId} and invoice_id = ${creditNoteId}`.execute(tx);
}
