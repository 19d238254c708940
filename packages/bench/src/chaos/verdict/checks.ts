import type { Evidence } from './evidence.ts';
import type { Sums } from './sums.ts';

/** What must be true after the run: a sentence, and each place where it is not. */
export interface Check {
  readonly sentence: string;
  readonly wrong: readonly string[];
}

type Told = Omit<Evidence, 'pool'>;

/** What the money and the payers say. What the rows of the database say is in `row-checks.ts`. */
export function checkMoney(evidence: Told, sums: readonly Sums[]): Check[] {
  return [
    {
      sentence: 'what the gateway captured is what the ledger settled, in every currency',
      wrong: sums
        .filter(({ capturedMinor, settledMinor }) => capturedMinor !== settledMinor)
        .map(
          ({ currency, capturedMinor, settledMinor }) =>
            `${currency}: captured ${capturedMinor}, settled ${settledMinor}`,
        ),
    },
    {
      sentence: 'what the ledger settled is what invoices got and what is on account, in every currency',
      wrong: sums
        .filter((each) => each.settledMinor !== each.allocatedMinor + each.onAccountMinor)
        .map(
          (each) =>
            `${each.currency}: settled ${each.settledMinor}, allocated ${each.allocatedMinor}, on account ${each.onAccountMinor}`,
        ),
    },
    {
      sentence: 'nobody was charged for what was paid already',
      wrong: sums
        .filter(({ onAccountMinor }) => onAccountMinor !== 0n)
        .map(({ currency, onAccountMinor }) => `${currency}: ${onAccountMinor} came and found nothing to pay`),
    },
    { sentence: 'no attempt was captured twice', wrong: capturedTwice(evidence) },
    { sentence: 'every capture is a payment of its amount that succeeded', wrong: capturesWithoutPayment(evidence) },
    { sentence: 'every payment that a payer was told of is there', wrong: lostPayments(evidence) },
    { sentence: 'every payment that a payer was told is made is there, with that amount', wrong: lostYes(evidence) },
    { sentence: 'no payment that a payer was told is refused was captured', wrong: brokenNo(evidence) },
    { sentence: 'all answers to one idempotency key name one payment', wrong: keysOfSeveral(evidence) },
    { sentence: 'nobody was answered with an internal error', wrong: internalErrors(evidence) },
  ];
}

function capturedTwice({ charges }: Told): string[] {
  const byAttempt = Map.groupBy(
    charges.filter(({ status }) => status === 'succeeded'),
    ({ attemptId, paymentId }) => attemptId ?? paymentId,
  );
  return [...byAttempt]
    .filter(([, each]) => each.length > 1)
    .map(([attempt, each]) => `attempt ${attempt}: ${each.map(({ intentId }) => intentId).join(', ')}`);
}

function capturesWithoutPayment({ charges, payments }: Told): string[] {
  return charges
    .filter(({ status }) => status === 'succeeded')
    .filter(({ paymentId, capturedMinor }) => {
      const payment = payments.get(paymentId ?? '');
      return payment?.outcome !== 'succeeded' || payment.amount_minor !== capturedMinor;
    })
    .map(({ intentId, paymentId, capturedMinor }) => {
      const payment = payments.get(paymentId ?? '');
      return `${intentId} captured ${capturedMinor}; payment ${paymentId} is ${payment?.outcome} with ${payment?.amount_minor}`;
    });
}

/** Whatever became of it: what was acknowledged is written. */
function lostPayments({ statements, payments }: Told): string[] {
  return statements
    .filter(({ paymentId }) => paymentId !== null && !payments.has(paymentId))
    .map(({ key, status, paymentId }) => `${key} was told ${paymentId} with ${status}`);
}

function lostYes({ statements, payments }: Told): string[] {
  return statements
    .filter(({ status }) => status === 200)
    .filter(({ paymentId, amountMinor }) => {
      const payment = payments.get(paymentId ?? '');
      return payment?.outcome !== 'succeeded' || payment.amount_minor !== amountMinor;
    })
    .map(({ key, paymentId, amountMinor }) => {
      const payment = payments.get(paymentId ?? '');
      return `${key} was told ${paymentId} of ${amountMinor}, which is ${payment?.outcome} with ${payment?.amount_minor}`;
    });
}

/** The bank's no, never reached, and given up: each says that nothing was charged. */
const NOTHING_CHARGED = new Set(['declined', 'not_attempted', 'canceled']);

function brokenNo({ statements, charges }: Told): string[] {
  const captured = new Set(charges.filter(({ status }) => status === 'succeeded').map(({ paymentId }) => paymentId));
  return statements
    .filter(({ outcome, paymentId }) => NOTHING_CHARGED.has(outcome ?? '') && captured.has(paymentId))
    .map(({ key, paymentId, outcome }) => `${key} was told that ${paymentId} is ${outcome}`);
}

function keysOfSeveral({ statements }: Told): string[] {
  const byKey = Map.groupBy(
    statements.filter(({ paymentId }) => paymentId !== null),
    ({ key }) => key,
  );
  return [...byKey]
    .map(([key, each]) => ({ key, payments: new Set(each.map(({ paymentId }) => paymentId)) }))
    .filter(({ payments }) => payments.size > 1)
    .map(({ key, payments }) => `${key}: ${[...payments].join(', ')}`);
}

function internalErrors({ statements }: Told): string[] {
  return statements.filter(({ status }) => status === 500).map(({ key, code }) => `${key}: ${code}`);
}
