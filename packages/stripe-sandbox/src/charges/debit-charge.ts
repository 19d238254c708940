import { book, feeOn } from '../balance/balance-transaction.ts';
import type { DebitFailure } from '../bank-debits/failures.ts';
import { debitError } from '../bank-debits/failures.ts';
import type { Charge, Mandate, PaymentIntent, PaymentMethod } from '../store/kinds.ts';
import { newId, randomText, type Tx } from '../store/tx.ts';
import { newCharge, receiptUrl } from './new-charge.ts';

/** Stores the charge of a bank debit: pending until the bank says what became of it. Its id begins with `py`, as Stripe's do. */
export function storeDebit(tx: Tx, intent: PaymentIntent, method: PaymentMethod, mandate: Mandate): Charge {
  const id = newId('charge', 'py');
  return tx.insert<'charge'>({
    ...newCharge(tx, id, intent, method),
    amount_captured: intent.amount,
    balance_transaction: null,
    captured: true,
    failure_code: null,
    failure_message: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'approved_by_network',
      reason: null,
      risk_level: 'not_assessed',
      seller_message: 'Payment complete.',
      type: 'authorized',
    },
    paid: false,
    payment_method_details: debitDetails(method, mandate),
    receipt_url: null,
    status: 'pending',
  });
}

export function succeedDebit(tx: Tx, charge: Charge): Charge {
  const { amount, currency, description, id } = charge;
  const booked = book(tx, {
    type: 'payment',
    category: 'charge',
    source: id,
    amount,
    fee: feeOn(amount),
    currency,
    description,
  });
  return tx.save<Charge>({
    ...charge,
    balance_transaction: booked.id,
    paid: true,
    receipt_url: receiptUrl(tx, id),
    status: 'succeeded',
  });
}

/** The bank gave it back, or (null) it was canceled before the bank had it. Nothing was on the balance yet. */
export function failDebit(tx: Tx, charge: Charge, failure: DebitFailure | null): Charge {
  return tx.save<Charge>({
    ...charge,
    amount_captured: 0,
    captured: false,
    failure_code: failure,
    failure_message: failure === null ? 'The payment was canceled.' : debitError(failure).message,
    status: 'failed',
  });
}

function debitDetails(method: PaymentMethod, mandate: Mandate): NonNullable<Charge['payment_method_details']> {
  if (method.sepa_debit !== undefined) {
    const { bank_code, branch_code, country, fingerprint, last4 } = method.sepa_debit;
    return {
      sepa_debit: { bank_code, branch_code, country, fingerprint, last4, mandate: mandate.id },
      type: 'sepa_debit',
    };
  }
  const bank = method.us_bank_account;
  if (bank === undefined) throw new Error(`payment method ${method.id} is no bank account`);
  const { account_holder_type, account_type, bank_name, fingerprint, last4, routing_number } = bank;
  const shown = { account_holder_type, account_type, bank_name, fingerprint, last4, routing_number };
  return {
    type: 'us_bank_account',
    us_bank_account: { ...shown, mandate: mandate.id, payment_reference: randomText(15).toUpperCase() },
  };
}
