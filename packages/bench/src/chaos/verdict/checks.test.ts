import { expect, it } from 'vitest';
import type { Statement } from '../payers/testimony.ts';
import type { Charge } from '../witness.ts';
import { checkMoney } from './checks.ts';
import type { PaymentFacts } from './evidence.ts';
import type { Sums } from './sums.ts';

const CHARGE: Charge = {
  intentId: 'pi_1',
  status: 'succeeded',
  currency: 'NOK',
  capturedMinor: 100n,
  paymentId: 'payment',
  attemptId: 'attempt',
};
const PAYMENT: PaymentFacts = {
  payment_id: 'payment',
  currency: 'NOK',
  amount_minor: 100n,
  outcome: 'succeeded',
  method_family: 'CreditCard',
};
const TOLD: Statement = {
  key: 'payer key',
  invoiceNames: ['I1'],
  status: 200,
  code: null,
  paymentId: 'payment',
  outcome: 'succeeded',
  amountMinor: 100n,
  currency: 'NOK',
  clientSecret: null,
};
const SUMS: Sums = {
  currency: 'NOK',
  payments: 1,
  capturedMinor: 100n,
  settledMinor: 100n,
  allocatedMinor: 100n,
  onAccountMinor: 0n,
};

interface Found {
  readonly charges?: readonly Charge[];
  readonly payments?: readonly PaymentFacts[];
  readonly statements?: readonly Statement[];
  readonly sums?: Partial<Sums>;
}

/** The sentences that are not true of a run in which one payment went well, but for what is given. */
function untrue({ charges = [CHARGE], payments = [PAYMENT], statements = [TOLD], sums = {} }: Found): string[] {
  const byId = new Map(payments.map((each) => [each.payment_id, each]));
  const checks = checkMoney({ charges, statements, payments: byId }, [{ ...SUMS, ...sums }]);
  return checks.filter(({ wrong }) => wrong.length > 0).map(({ sentence }) => sentence);
}

const CAPTURE_IS_PAYMENT = 'every capture is a payment of its amount that succeeded';
const YES_IS_THERE = 'every payment that a payer was told is made is there, with that amount';
const TOLD_IS_THERE = 'every payment that a payer was told of is there';
const NO_IS_NO = 'no payment that a payer was told is refused was captured';
const CAPTURED_IS_SETTLED = 'what the gateway captured is what the ledger settled, in every currency';
const SETTLED_IS_ALLOCATED = 'what the ledger settled is what invoices got and what is on account, in every currency';

it('a run in which everything went well has nothing untrue', () => {
  expect(untrue({})).toEqual([]);
});

it.each<[string, Found, string[]]>([
  ['money was captured and not settled', { sums: { settledMinor: 0n, allocatedMinor: 0n } }, [CAPTURED_IS_SETTLED]],
  ['money was settled and went nowhere', { sums: { allocatedMinor: 60n } }, [SETTLED_IS_ALLOCATED]],
  [
    'money came for what was paid already',
    { sums: { allocatedMinor: 60n, onAccountMinor: 40n } },
    ['nobody was charged for what was paid already'],
  ],
  [
    'an attempt was captured twice',
    { charges: [CHARGE, { ...CHARGE, intentId: 'pi_2' }] },
    ['no attempt was captured twice'],
  ],
  [
    'a capture has no payment',
    { charges: [CHARGE, { ...CHARGE, attemptId: 'b', paymentId: 'b' }] },
    [CAPTURE_IS_PAYMENT],
  ],
  ['a capture is of another amount', { charges: [{ ...CHARGE, capturedMinor: 1n }] }, [CAPTURE_IS_PAYMENT]],
  ['a capture is a fraction of a minor unit', { charges: [{ ...CHARGE, capturedMinor: null }] }, [CAPTURE_IS_PAYMENT]],
  ['a payment that a payer was told of is gone', { charges: [], payments: [] }, [TOLD_IS_THERE, YES_IS_THERE]],
  [
    'a payment that a payer was to wait for is gone',
    { statements: [TOLD, { ...TOLD, key: 'other', status: 202, paymentId: 'b', outcome: 'recorded' }] },
    [TOLD_IS_THERE],
  ],
  ['a payer was told another amount', { statements: [{ ...TOLD, amountMinor: 99n }] }, [YES_IS_THERE]],
  [
    'a payer was told no, and it was captured',
    { statements: [{ ...TOLD, status: 402, outcome: 'declined' }] },
    [NO_IS_NO],
  ],
  [
    'one key was answered with two payments',
    { payments: [PAYMENT, { ...PAYMENT, payment_id: 'b' }], statements: [TOLD, { ...TOLD, paymentId: 'b' }] },
    ['all answers to one idempotency key name one payment'],
  ],
  [
    'a payer was answered with an internal error',
    { statements: [TOLD, { ...TOLD, status: 500, code: 'InternalServerError', paymentId: null, outcome: null }] },
    ['nobody was answered with an internal error'],
  ],
])('it is seen when %s', (_what, found, sentences) => {
  expect(untrue(found)).toEqual(sentences);
});
