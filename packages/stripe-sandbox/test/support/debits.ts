import type { Stripe } from 'stripe';
import { eventually, type RunningSandbox } from './sandbox.ts';

const ACCEPTED = {
  customer_acceptance: { type: 'online' as const, online: { ip_address: '127.0.0.1', user_agent: 'test' } },
};
/** The holder's agreement to be debited. */
export const MANDATE = { mandate_data: ACCEPTED };

type Create = Partial<Stripe.PaymentIntentCreateParams>;

/** A payment of 123.00 by bank debit in the currency of the method's type, confirmed at once with a mandate. */
export function debited(
  { stripe }: RunningSandbox,
  method: string,
  words: Create & { type?: 'sepa_debit' | 'us_bank_account' } = {},
): Promise<Stripe.PaymentIntent> {
  const { type = method.startsWith('pm_usBankAccount') ? 'us_bank_account' : 'sepa_debit', ...more } = words;
  return stripe.paymentIntents.create({
    amount: 12_300,
    currency: type === 'sepa_debit' ? 'eur' : 'usd',
    payment_method: method,
    allowed_payment_method_types: [type],
    confirm: true,
    expand: ['latest_charge'],
    ...MANDATE,
    ...more,
  });
}

export function sepaMethod({ stripe }: RunningSandbox, iban: string): Promise<Stripe.PaymentMethod> {
  return stripe.paymentMethods.create({
    type: 'sepa_debit',
    sepa_debit: { iban },
    billing_details: { name: 'Ada Lovelace', email: 'ada@example.com' },
  });
}

export function achMethod({ stripe }: RunningSandbox, accountNumber: string): Promise<Stripe.PaymentMethod> {
  return stripe.paymentMethods.create({
    type: 'us_bank_account',
    us_bank_account: { account_holder_type: 'company', account_number: accountNumber, routing_number: '110000000' },
    billing_details: { name: 'Ada Lovelace' },
  });
}

/** The payment once the bank has settled it, its charge expanded. */
export function settled({ stripe }: RunningSandbox, id: string): Promise<Stripe.PaymentIntent> {
  return eventually(async () => {
    const intent = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] });
    return intent.status === 'processing' ? undefined : intent;
  });
}
