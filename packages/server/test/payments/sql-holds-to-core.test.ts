import type { Actor } from '@betalt/core/access/may.ts';
import { type AgreementType, PAYMENT_RULES } from '@betalt/core/accounts/payment-rules.ts';
import { nextOutcome, PAYMENT_OUTCOMES } from '@betalt/core/payments/outcome.ts';
import { type PayableInvoice, pay } from '@betalt/core/payments/pay.ts';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { payerOf } from '../../src/app/payments/payer.ts';
import { type PayInvoicesRequest, type RecordAnswer, toRecordRequest } from '../../src/app/payments/record-payments.ts';
import { invoke } from '../../src/db/invoke.ts';
import { newId } from '../../src/db/new-id.ts';
import { anAccount, aPerson, type TestAccount, type TestPerson } from '../support/people.ts';
import { testServer } from '../support/test-server.ts';

const server = await testServer({ booksAddUp: false });
const { db, pool } = server.wiring.database;
const NOW = new Date('2026-11-24T12:00:00Z');

let payer: TestPerson;
let colleague: TestPerson;
let account: TestAccount;

beforeAll(async () => {
  payer = await aPerson(server.wiring);
  colleague = await aPerson(server.wiring);
  account = await anAccount(server.wiring, payer);
});

/** One invoice as a test makes it; most are payable, so that the rules after the first are reached too. */
const anyInvoice = fc.record({
  exists: often(true),
  currency: fc.constantFrom('NOK', 'NOK', 'NOK', 'JPY', 'KWD'),
  dueMinor: fc.oneof({ weight: 5, arbitrary: anyAmount() }, { weight: 1, arbitrary: fc.constant(0n) }),
  paidMinor: fc.constantFrom(0n, 0n, 1n, 500n),
  isCreditNote: often(false),
  isVoid: often(false),
  isDisputed: often(false),
  hasLivePayment: often(false),
  asked: fc.option(anyAmount(), { freq: 3 }),
});
const anyRequest = fc.record({
  invoices: fc.array(anyInvoice, { minLength: 1, maxLength: 3 }),
  agreementType: fc.constantFrom<AgreementType>(
    'MicrosoftCustomerAgreement',
    'MicrosoftOnlineServicesProgram',
    'EnterpriseAgreement',
    'MicrosoftPartnerAgreement',
  ),
  role: fc.constantFrom('owner', 'owner', 'owner', 'invoice manager', 'reader', 'stranger to the profile'),
  method: fc.constantFrom('own', 'own', 'own', "a colleague's", "a colleague's, linked", 'none'),
  methodIsExpired: fc.constantFrom(false, false, true),
});

/** From below the gateway's minimum to above the card limit. */
function anyAmount() {
  return fc.oneof(
    fc.bigInt({ min: 1n, max: 400n }),
    fc.bigInt({ min: 400n, max: 49_000_000n }),
    fc.bigInt({ min: 49_000_000n, max: 60_000_000n }),
  );
}

function often(value: boolean) {
  return fc.integer({ min: 0, max: 9 }).map((roll) => (roll === 0 ? !value : value));
}

describe('record_payments', () => {
  it('decides as core/payments/pay.ts does, whatever the invoices, the role, the method and the amounts', async () => {
    const reached = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(anyRequest, { minLength: 1, maxLength: 6 }), async (cases) => {
        const prepared = await Promise.all(cases.map(prepare));
        const answers = await invoke<RecordAnswer>(
          pool,
          'record_payments',
          prepared.map((each) => each.request),
        );
        answers.forEach((answer, index) => {
          const expected = prepared[index]?.expected;
          const said = answer.rejection ?? `${answer.recorded?.amountMinor} ${answer.recorded?.currency}`;
          reached.set(answer.rejection ?? 'recorded', (reached.get(answer.rejection ?? 'recorded') ?? 0) + 1);
          expect(said).toBe(expected);
        });
      }),
      { numRuns: 300 },
    );
    // A rule that no case reached would be held to nothing.
    expect([...reached.keys()].sort()).toEqual(EVERY_ANSWER);
  });
});

const EVERY_ANSWER = [
  'AboveCardLimit',
  'AmountAboveDue',
  'AmountBelowMinimum',
  'AmountNotChargeable',
  'CardNotAllowed',
  'CreditNote',
  'InvoiceAlreadyPaid',
  'InvoiceDisputed',
  'InvoiceNotFound',
  'InvoiceVoid',
  'NoPermission',
  'PartPaymentNotAllowed',
  'PaymentInProgress',
  'PaymentMethodExpired',
  'PaymentMethodNotFound',
  'SeveralCurrencies',
  'recorded',
];

describe('next_outcome', () => {
  it('is the table of core/payments/outcome.ts, cell by cell', async () => {
    for (const current of PAYMENT_OUTCOMES) {
      for (const incoming of PAYMENT_OUTCOMES) {
        if (incoming === 'recorded') continue;
        const { rows } = await pool.query<{ next: string | null }>('select next_outcome($1, $2) as next', [
          current,
          incoming,
        ]);
        expect(`${current} + ${incoming} = ${rows[0]?.next}`).toBe(
          `${current} + ${incoming} = ${nextOutcome(current, incoming)}`,
        );
      }
    }
  });
});

type Case = typeof anyRequest extends fc.Arbitrary<infer T> ? T : never;

/** Writes the case's rows, and says what core decides. */
async function prepare(one: Case) {
  const methodId = one.method === 'none' ? newId() : await insertMethod(one);
  const parts = await Promise.all(one.invoices.map((invoice) => insertInvoice(invoice, one)));
  const rules = PAYMENT_RULES[one.agreementType];
  const decided =
    one.method === 'none'
      ? ({ ok: false, error: { code: 'PaymentMethodNotFound' } } as const)
      : pay(
          parts.map(({ name, invoice, asked }) => ({ name, invoice, amountMinor: asked })),
          rules,
          one.methodIsExpired,
        );
  const request: PayInvoicesRequest = {
    billingAccountId: account.billingAccountId,
    agreementType: one.agreementType,
    paymentMethodId: methodId,
    invoices: parts.map(({ name, asked }) => ({ name, amountMinor: asked })),
  };
  return {
    request: toRecordRequest(payerOf(actorOf(one)), request, NOW),
    expected: decided.ok ? `${decided.value.amountMinor} ${decided.value.currency}` : decided.error.code,
  };
}

async function insertInvoice(invoice: Case['invoices'][number], one: Case) {
  const name = `X-${newId()}`;
  const totalMinor = invoice.dueMinor + invoice.paidMinor;
  const asked = invoice.asked ?? undefined;
  if (!invoice.exists) return { name, invoice: undefined, asked };
  const paymentId = invoice.hasLivePayment ? newId() : null;
  await db
    .insertInto('invoice')
    .values({
      billing_account_id: account.billingAccountId,
      invoice_id: newId(),
      billing_profile_id: account.billingProfileId,
      name,
      number: name,
      seller_key: 'NAME:VENDOR',
      document_type: invoice.isCreditNote ? 'CreditNote' : 'Invoice',
      currency: invoice.currency,
      sub_total_minor: totalMinor,
      tax_minor: 0n,
      total_minor: totalMinor,
      amount_due_minor: invoice.dueMinor,
      invoice_on: '2026-11-01',
      due_on: '2026-11-20',
      voided_at: invoice.isVoid ? NOW : null,
      disputed_at: invoice.isDisputed ? NOW : null,
      live_payment_id: paymentId,
      live_outcome: paymentId === null ? null : 'processing',
      created_at: NOW,
    })
    .execute();
  const payable: PayableInvoice = {
    name,
    currency: invoice.currency,
    amountDueMinor: invoice.dueMinor,
    isCreditNote: invoice.isCreditNote,
    isVoid: invoice.isVoid,
    isDisputed: invoice.isDisputed,
    hasLivePayment: invoice.hasLivePayment,
    mayRead: one.role !== 'stranger to the profile',
    mayPay: one.role === 'owner' || one.role === 'invoice manager',
    methodIsUsable: one.method === 'own' || one.method === "a colleague's, linked",
  };
  return { name, invoice: payable, asked };
}

async function insertMethod(one: Case): Promise<string> {
  const id = newId();
  await db
    .insertInto('payment_method')
    .values({
      payment_method_id: id,
      user_id: one.method === 'own' ? payer.userId : colleague.userId,
      gateway: 'stripe',
      gateway_customer_id: 'cus_test',
      gateway_payment_method_id: `pm_${id}`,
      family: 'CreditCard',
      brand: 'visa',
      last_four: '4242',
      // A card is good to the end of the month printed on it.
      expires_month: one.methodIsExpired ? 10 : 11,
      expires_year: 2026,
      is_kept: true,
      created_at: NOW,
    })
    .execute();
  if (one.method === "a colleague's, linked") {
    const link = {
      billing_account_id: account.billingAccountId,
      billing_profile_id: account.billingProfileId,
      payment_method_id: id,
    };
    await db
      .insertInto('payment_method_link')
      .values({ ...link, linked_by: colleague.userId, created_at: NOW })
      .execute();
  }
  return id;
}

function actorOf(one: Case): Actor {
  const profile = { billingProfileId: account.billingProfileId };
  const roles = {
    owner: [{ role: 'Billing account owner' as const }],
    'invoice manager': [{ role: 'Invoice manager' as const, ...profile }],
    reader: [{ role: 'Billing profile reader' as const, ...profile }],
    'stranger to the profile': [{ role: 'Invoice manager' as const, billingProfileId: newId() }],
  };
  return { userId: payer.userId, name: payer.name, issuerRoles: [], roles: roles[one.role as keyof typeof roles] };
}
