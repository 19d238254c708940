import type { InvoiceDocument } from '@betalt/core/invoices/document/invoice-document.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import { toDecimalString } from '@betalt/core/money/money.ts';
import { assert } from '@betalt/core/shared/assert.ts';
import { addDays, type CalendarDate, calendarDateAt } from '@betalt/core/shared/calendar-date.ts';
import type { Insertable } from 'kysely';
import { issueInvoice } from '../../src/app/invoices/issue-invoice.ts';
import { customerOf } from '../../src/app/payment-methods/add-payment-method.ts';
import type { Wiring } from '../../src/app/wired.ts';
import { inTransaction } from '../../src/db/database.ts';
import { newId } from '../../src/db/new-id.ts';
import type { DB } from '../../src/db/tables.ts';
import type { TestAccount, TestPerson } from './people.ts';
import type { TestSandbox } from './test-sandbox.ts';

let invoices = 0;

/** An issued invoice of one line without tax; answers its name. Negative `dueInDays` is past due. */
export async function anInvoice(
  wiring: Wiring,
  account: TestAccount,
  { amountMinor = 125_00n, dueInDays = 10 }: { amountMinor?: bigint; dueInDays?: number } = {},
): Promise<string> {
  invoices += 1;
  const number = `T${String(invoices).padStart(6, '0')}`;
  const today = calendarDateAt(wiring.clock().getTime(), 'UTC');
  const document = simpleDocument(account.currency as Currency, number, {
    amountMinor,
    issuedOn: addDays(today, Math.min(dueInDays, 0) - 14),
    dueOn: addDays(today, dueInDays),
  });
  const issued = await inTransaction(wiring.database.db, (tx) =>
    issueInvoice(
      tx,
      account,
      { document },
      { issuer: { userId: newId(), name: 'Issuer' }, at: wiring.clock(), action: 'invoice.issue' },
    ),
  );
  assert(issued.ok, 'the document is a good one');
  return number;
}

/** A card of the person's, by one of the gateway's test tokens, attached as the browser would; answers its name. */
export async function aCard(
  wiring: Wiring,
  sandbox: TestSandbox,
  person: TestPerson,
  token = 'pm_card_visa',
): Promise<string> {
  const customer = await customerOf({ db: wiring.database.db, gateway: sandbox.gateway, clock: wiring.clock }, person);
  const method = await sandbox.witness.paymentMethods.attach(token, { customer });
  assert(method.card !== undefined, `${token} is a card`);
  return keptMethod(wiring, person, {
    gateway_customer_id: customer,
    gateway_payment_method_id: method.id,
    family: 'CreditCard',
    brand: method.card.brand,
    last_four: method.card.last4,
    expires_month: method.card.exp_month,
    expires_year: method.card.exp_year,
  });
}

/** A row of the person's for a method that is attached at the gateway; answers its name. */
export async function keptMethod(
  { database, clock }: Wiring,
  person: TestPerson,
  method: Pick<
    Insertable<DB['payment_method']>,
    | 'gateway_customer_id'
    | 'gateway_payment_method_id'
    | 'family'
    | 'brand'
    | 'last_four'
    | 'expires_month'
    | 'expires_year'
  >,
): Promise<string> {
  const row = await database.db
    .insertInto('payment_method')
    .values({
      ...method,
      payment_method_id: newId(),
      user_id: person.userId,
      gateway: 'stripe',
      is_kept: true,
      created_at: clock(),
    })
    .returning('payment_method_id')
    .executeTakeFirstOrThrow();
  return row.payment_method_id;
}

function simpleDocument(
  currency: Currency,
  number: string,
  { amountMinor, issuedOn, dueOn }: { amountMinor: bigint; issuedOn: CalendarDate; dueOn: CalendarDate },
): InvoiceDocument {
  const party = { identifiers: [], address: { country: 'NO' } };
  const none = { allowanceMinor: 0n, chargeMinor: 0n, taxMinor: 0n, prepaidMinor: 0n, roundingMinor: 0n };
  return {
    number,
    kind: 'invoice',
    typeCode: '380',
    issuedOn,
    dueOn,
    currency,
    notes: [],
    precedingInvoices: [],
    seller: { name: 'Nordlys Cloud AS', ...party },
    buyer: { name: 'Fjord Labs AS', ...party },
    paymentMeans: [],
    allowancesCharges: [],
    taxSubtotals: [{ category: 'Z', ratePercent: '0', taxableMinor: amountMinor, taxMinor: 0n }],
    totals: {
      ...none,
      lineNetMinor: amountMinor,
      taxExclusiveMinor: amountMinor,
      taxInclusiveMinor: amountMinor,
      payableMinor: amountMinor,
    },
    lines: [
      {
        lineId: '1',
        name: 'Compute',
        quantity: '1',
        unitCode: 'C62',
        unitPrice: toDecimalString({ amountMinor, currency }),
        netMinor: amountMinor,
        taxCategory: 'Z',
        taxRatePercent: '0',
        itemProperties: [],
        allowancesCharges: [],
      },
    ],
  };
}
