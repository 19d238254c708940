import { closeDispute, escalateInquiry, expireDispute } from './disputes/dispute.ts';
import { OPENINGS } from './disputes/test-disputes.ts';
import { failDeposits, settleDebit } from './payment-intents/debit-payment.ts';
import { settleRefund } from './refunds/refund.ts';
import { failSetupDeposits } from './setup-intents/debit-setup.ts';
import type { Tx } from './store/tx.ts';

type Task = (tx: Tx, subject: string) => void;

/** What the bank does later, by the name under which it was put off. */
const TASKS: Readonly<Record<string, Task>> = {
  'debit.settle': (tx, id) => settleDebit(tx, tx.get('payment_intent', id)),
  'debit.deposits-failed': (tx, id) => failDeposits(tx, tx.get('payment_intent', id)),
  'setup.deposits-failed': (tx, id) => failSetupDeposits(tx, tx.get('setup_intent', id)),
  ...Object.fromEntries(
    Object.entries(OPENINGS).map(([name, open]): [string, Task] => [name, (tx, id) => open(tx, tx.get('charge', id))]),
  ),
  'dispute.close.won': (tx, id) => closeDispute(tx, tx.get('dispute', id), 'won'),
  'dispute.close.lost': (tx, id) => closeDispute(tx, tx.get('dispute', id), 'lost'),
  'dispute.close.escalated': (tx, id) => escalateInquiry(tx, tx.get('dispute', id)),
  'dispute.expire': (tx, id) => expireDispute(tx, tx.get('dispute', id)),
  'refund.succeed': (tx, id) => settleRefund(tx, tx.get('refund', id), 'succeed'),
  'refund.fail': (tx, id) => settleRefund(tx, tx.get('refund', id), 'fail'),
};

/** Does what is due, oldest first, in the caller's transaction; returns how many were done. */
export function runDueTasks(tx: Tx): number {
  const due = tx.store.all(
    'select id, kind, subject from tasks where due_at <= ? order by due_at, id',
    tx.occasion.nowMs,
  );
  for (const row of due) {
    const task = TASKS[String(row['kind'])];
    if (task === undefined) throw new Error(`unknown task ${String(row['kind'])}`);
    task(tx, String(row['subject']));
    tx.store.run('delete from tasks where id = ?', Number(row['id']));
  }
  return due.length;
}
