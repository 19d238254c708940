import { customerOf } from '../../src/app/payment-methods/add-payment-method.ts';
import type { Wiring } from '../../src/app/wired.ts';
import { keptMethod } from './payables.ts';
import type { TestPerson } from './people.ts';
import type { TestSandbox } from './test-sandbox.ts';

/** A bank account of the person's that may be debited, by one of the gateway's test IBANs; answers its name. */
export async function aBankAccount(
  wiring: Wiring,
  { gateway, witness }: TestSandbox,
  person: TestPerson,
  iban: string,
): Promise<string> {
  const customer = await customerOf({ db: wiring.database.db, gateway, clock: wiring.clock }, person);
  const method = await witness.paymentMethods.create({
    type: 'sepa_debit',
    sepa_debit: { iban },
    billing_details: { name: person.name, email: person.email },
  });
  await witness.paymentMethods.attach(method.id, { customer });
  return keptMethod(wiring, person, {
    gateway_customer_id: customer,
    gateway_payment_method_id: method.id,
    family: 'DirectDebit',
    brand: 'sepa_debit',
    last_four: iban.slice(-4),
  });
}
