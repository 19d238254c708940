import type { Charge, PaymentIntent, PaymentMethod } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';

/** What every charge of an intent has, whatever it is paid with and whatever becomes of it. */
export function newCharge(tx: Tx, id: string, intent: PaymentIntent, method: PaymentMethod) {
  return {
    ...CONSTANTS,
    id,
    amount: intent.amount,
    billing_details: method.billing_details,
    calculated_statement_descriptor: statement(intent),
    created: tx.now,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    metadata: intent.metadata,
    payment_intent: intent.id,
    payment_method: method.id,
    receipt_email: intent.receipt_email,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
  } satisfies Partial<Charge>;
}

export function receiptUrl(tx: Tx, id: string): string {
  return `${tx.occasion.settings.publicUrl}/receipts/${id}`;
}

function statement(intent: PaymentIntent): string {
  return ['SANDBOX', intent.statement_descriptor_suffix].filter(Boolean).join('* ').slice(0, 22);
}

const CONSTANTS = {
  object: 'charge',
  amount_refunded: 0,
  application: null,
  application_fee: null,
  application_fee_amount: null,
  disputed: false,
  failure_balance_transaction: null,
  fraud_details: {},
  livemode: false,
  on_behalf_of: null,
  receipt_number: null,
  refunded: false,
  review: null,
  shipping: null,
  source: null,
  source_transfer: null,
  statement_descriptor: null,
  transfer_data: null,
  transfer_group: null,
} as const;
