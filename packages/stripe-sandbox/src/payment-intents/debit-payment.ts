import { blockedError, debitError } from '../bank-debits/failures.ts';
import { activateMandate, mandateFor } from '../bank-debits/mandate.ts';
import {
  depositsFailed,
  microdepositAction,
  type Told,
  verdictError,
  verdictOn,
} from '../bank-debits/microdeposits.ts';
import type { TestAccount } from '../bank-debits/test-accounts.ts';
import { failDebit, storeDebit, succeedDebit } from '../charges/debit-charge.ts';
import { openDebitDispute } from '../disputes/test-disputes.ts';
import { emit } from '../events/emit.ts';
import type { Confirmation } from '../intents/shared.ts';
import { attach, bankKnows } from '../payment-methods/payment-method.ts';
import type { AccountFacts, Mandate, PaymentIntent, PaymentMethod } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';
import { invalid, Refusal } from '../wire/failures.ts';
import { refuse } from './refuse.ts';

export interface DebitAttempt {
  readonly intent: PaymentIntent;
  readonly method: PaymentMethod;
  readonly account: TestAccount;
  readonly facts: AccountFacts;
}

/**
 * Debits a bank account, https://docs.stripe.com/payments/bank-debits:
 * mandate -> [small deposits told, `requires_action`] -> `processing` -> later `succeeded` or back to `requires_payment_method`.
 */
export function payByDebit(tx: Tx, attempt: DebitAttempt, how: Confirmation): PaymentIntent | Refusal {
  const { account, facts, intent, method } = attempt;
  if (intent.capture_method === 'manual') {
    throw invalid(`A ${method.type} payment cannot be captured later.`, { param: 'capture_method' });
  }
  const use = intent.setup_future_usage === null ? intent : ('every_payment' as const);
  const mandate = mandateFor(tx, method, facts, how.mandate, use);
  if (account.isBlocked) return refuse(tx, intent, method, blockedError());
  if (facts.isVerified) return startDebit(tx, attempt, mandate);
  tx.setFacts(method.id, { ...facts, waitingMandate: mandate.id });
  if (account.failsMicrodeposits) tx.later('debit.deposits-failed', intent.id);
  const asking = tx.save<PaymentIntent>({
    ...intent,
    next_action: microdepositAction(tx, intent.client_secret),
    status: 'requires_action',
  });
  emit(tx, 'payment_intent.requires_action', asking);
  return asking;
}

/** The holder tells what small deposits arrived; wrong ones may be tried again, ten times in all. */
export function verifyPayment(tx: Tx, intent: PaymentIntent, told: Told): PaymentIntent | Refusal {
  const { facts, ...attempt } = waitingForDeposits(tx, intent);
  const { method } = attempt;
  const verdict = verdictOn(told, facts);
  if (verdict === 'wrong') {
    tx.setFacts(method.id, { ...facts, wrongTries: facts.wrongTries + 1 });
    return new Refusal(verdictError(verdict, told), 400);
  }
  if (verdict !== 'right') return refuse(tx, intent, method, verdictError(verdict, told), 400);
  const verified = { ...facts, isVerified: true, waitingMandate: null };
  tx.setFacts(method.id, verified);
  const mandate = activateMandate(tx, facts.waitingMandate ?? '');
  return startDebit(tx, { ...attempt, intent: { ...intent, next_action: null }, facts: verified }, mandate);
}

/** The bank has done what it does later; an intent that was canceled meanwhile stays so. */
export function settleDebit(tx: Tx, intent: PaymentIntent): void {
  if (intent.status !== 'processing') return;
  const method = tx.get('payment_method', intent.payment_method ?? '');
  const { account } = debitOf(tx, intent, method);
  const charge = tx.get('charge', intent.latest_charge ?? '');
  if (account.failure !== undefined) {
    emit(tx, 'charge.failed', failDebit(tx, charge, account.failure));
    refuse(tx, intent, method, { ...debitError(account.failure), charge: charge.id });
    return;
  }
  const succeeded = succeedDebit(tx, charge);
  emit(tx, 'charge.succeeded', succeeded);
  const paid = tx.save<PaymentIntent>({ ...intent, amount_received: intent.amount, status: 'succeeded' });
  emit(tx, 'payment_intent.succeeded', paid);
  if (account.isDisputed) openDebitDispute(tx, succeeded);
}

/** The small deposits could not be sent to the account. */
export function failDeposits(tx: Tx, intent: PaymentIntent): void {
  if (intent.next_action?.type !== 'verify_with_microdeposits') return;
  refuse(tx, intent, tx.get('payment_method', intent.payment_method ?? ''), depositsFailed());
}

function startDebit(tx: Tx, attempt: DebitAttempt, mandate: Mandate): PaymentIntent {
  const { account, intent, method } = attempt;
  const charge = storeDebit(tx, intent, method, mandate);
  emit(tx, 'charge.pending', charge);
  const working = tx.save<PaymentIntent>({
    ...intent,
    latest_charge: charge.id,
    status: 'processing',
  });
  keepOrSpend(tx, attempt, mandate);
  emit(tx, 'payment_intent.processing', working);
  const { laterMs, longMs } = tx.occasion.settings;
  if (!account.isStuck) tx.later('debit.settle', intent.id, account.isSlow ? longMs : laterMs);
  return working;
}

/** A mandate for every payment is remembered; an account that nobody keeps may not be debited twice. */
function keepOrSpend(tx: Tx, { facts, intent, method }: DebitAttempt, mandate: Mandate): void {
  const isKept = intent.setup_future_usage !== null && intent.customer !== null;
  if (isKept && method.customer === null) attach(tx, method, intent.customer ?? '');
  tx.setFacts(method.id, {
    ...facts,
    mandate: mandate.type === 'multi_use' ? mandate.id : facts.mandate,
    spent: !isKept && method.customer === null,
  });
}

function waitingForDeposits(tx: Tx, intent: PaymentIntent): DebitAttempt {
  if (intent.next_action?.type !== 'verify_with_microdeposits' || intent.payment_method === null) {
    throw invalid(`This PaymentIntent (${intent.status}) waits for no microdeposits.`, {
      code: 'payment_intent_unexpected_state',
      payment_intent: intent,
    });
  }
  return debitOf(tx, intent, tx.get('payment_method', intent.payment_method));
}

function debitOf(tx: Tx, intent: PaymentIntent, method: PaymentMethod): DebitAttempt {
  const known = bankKnows(tx, method);
  if (known.kind !== 'account') throw new Error(`payment method ${method.id} of ${intent.id} is no bank account`);
  return { intent, method, account: known.account, facts: known.facts };
}
