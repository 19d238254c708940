import { activateMandate, mandateFor } from '../bank-debits/mandate.ts';
import {
  depositsFailed,
  microdepositAction,
  type Told,
  verdictError,
  verdictOn,
} from '../bank-debits/microdeposits.ts';
import type { TestAccount } from '../bank-debits/test-accounts.ts';
import { emit } from '../events/emit.ts';
import type { Confirmation } from '../intents/shared.ts';
import { attach, bankKnows } from '../payment-methods/payment-method.ts';
import type { AccountFacts, Mandate, PaymentMethod, SetupAttempt, SetupIntent } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';
import { invalid, Refusal } from '../wire/failures.ts';
import { refuseSetup, storeAttempt } from './attempts.ts';

interface Attempt {
  readonly intent: SetupIntent;
  readonly method: PaymentMethod;
  readonly account: TestAccount;
  readonly facts: AccountFacts;
}

/** Saves a bank account with its mandate for every payment; one that is not verified waits for its small deposits. */
export function saveAccount(tx: Tx, attempt: Attempt, how: Confirmation): SetupIntent | Refusal {
  const { account, facts, intent, method } = attempt;
  const mandate = mandateFor(tx, method, facts, how.mandate, 'every_payment');
  if (facts.isVerified) return settle(tx, attempt, mandate);
  tx.setFacts(method.id, { ...facts, waitingMandate: mandate.id });
  if (account.failsMicrodeposits) tx.later('setup.deposits-failed', intent.id);
  const asking = tx.save<SetupIntent>({
    ...intent,
    mandate: mandate.id,
    next_action: microdepositAction(tx, intent.client_secret),
    status: 'requires_action',
  });
  emit(tx, 'setup_intent.requires_action', asking);
  return asking;
}

/** The holder tells what small deposits arrived; wrong ones may be tried again, ten times in all. */
export function verifySetup(tx: Tx, intent: SetupIntent, told: Told): SetupIntent | Refusal {
  const attempt = waitingForDeposits(tx, intent);
  const { facts, method } = attempt;
  const verdict = verdictOn(told, facts);
  if (verdict === 'wrong') {
    tx.setFacts(method.id, { ...facts, wrongTries: facts.wrongTries + 1 });
    return new Refusal(verdictError(verdict, told), 400);
  }
  if (verdict !== 'right') {
    return refuseSetup(tx, intent, method, detailsOf(method), verdictError(verdict, told), 400);
  }
  const verified = { ...facts, isVerified: true, waitingMandate: null };
  tx.setFacts(method.id, verified);
  const mandate = activateMandate(tx, facts.waitingMandate ?? '');
  return settle(tx, { ...attempt, intent: { ...intent, next_action: null }, facts: verified }, mandate);
}

/** The small deposits could not be sent to the account. */
export function failSetupDeposits(tx: Tx, intent: SetupIntent): void {
  if (intent.next_action?.type !== 'verify_with_microdeposits') return;
  const method = tx.get('payment_method', intent.payment_method ?? '');
  refuseSetup(tx, intent, method, detailsOf(method), depositsFailed());
}

function settle(tx: Tx, { facts, intent, method }: Attempt, mandate: Mandate): SetupIntent {
  tx.setFacts(method.id, { ...facts, mandate: mandate.id });
  if (intent.customer !== null && method.customer === null) attach(tx, method, intent.customer);
  const done = tx.save<SetupIntent>({
    ...intent,
    latest_attempt: storeAttempt(tx, intent, method, detailsOf(method), null).id,
    mandate: mandate.id,
    status: 'succeeded',
  });
  emit(tx, 'setup_intent.succeeded', done);
  return done;
}

function waitingForDeposits(tx: Tx, intent: SetupIntent): Attempt {
  if (intent.next_action?.type !== 'verify_with_microdeposits' || intent.payment_method === null) {
    throw invalid(`This SetupIntent (${intent.status}) waits for no microdeposits.`, {
      code: 'setup_intent_unexpected_state',
      setup_intent: intent,
    });
  }
  const method = tx.get('payment_method', intent.payment_method);
  const known = bankKnows(tx, method);
  if (known.kind !== 'account') throw new Error(`payment method ${method.id} of ${intent.id} is no bank account`);
  return { intent, method, account: known.account, facts: known.facts };
}

function detailsOf(method: PaymentMethod): SetupAttempt['payment_method_details'] {
  return method.type === 'sepa_debit'
    ? { sepa_debit: {}, type: 'sepa_debit' }
    : { type: 'us_bank_account', us_bank_account: {} };
}
