import type { BalanceTransaction } from '../store/kinds.ts';
import { newId, type Tx } from '../store/tx.ts';

const TWO_DAYS_S = 172_800;

interface Movement {
  readonly type: BalanceTransaction['type'];
  readonly category: string;
  readonly source: string;
  /** Signed, in the currency's minor unit: money out of the balance is negative. */
  readonly amount: number;
  readonly fee: number;
  /** What the fee is for; processing unless said. */
  readonly feeFor?: string;
  readonly currency: string;
  readonly description: string | null;
  readonly availableAtOnce?: boolean;
}

/** Books a movement of the merchant's balance at the gateway. */
export function book(tx: Tx, movement: Movement): BalanceTransaction {
  const { amount, fee, feeFor = 'Processing fees', currency, description, source, type, category } = movement;
  const fees = [{ amount: fee, application: null, currency, description: feeFor, type: 'stripe_fee' }];
  return tx.insert<'balance_transaction'>({
    id: newId('balance_transaction'),
    object: 'balance_transaction',
    amount,
    available_on: tx.now + (movement.availableAtOnce ? 0 : TWO_DAYS_S),
    balance_type: 'payments',
    created: tx.now,
    currency,
    description,
    exchange_rate: null,
    fee,
    fee_details: fee === 0 ? [] : fees,
    net: amount - fee,
    reporting_category: category,
    source,
    status: movement.availableAtOnce ? 'available' : 'pending',
    type,
  });
}

/** A plain fee so that net differs from gross: 1.5 % rounded to the minor unit. */
export function feeOn(amount: number): number {
  return Math.round(amount * 0.015);
}
