import { closeDispute, openDispute } from './disputes/dispute.ts';
import { settleRefund } from './refunds/refund.ts';
import type { Tx } from './store/tx.ts';

type Task = (tx: Tx, subject: string) => void;

/** What the bank does later, by the name under which it was put off. */
const TASKS: Readonly<Record<string, Task>> = {
  'dispute.fraudulent': (tx, id) => openDispute(tx, tx.get('charge', id), 'fraudulent'),
  'dispute.product_not_received': (tx, id) => openDispute(tx, tx.get('charge', id), 'product_not_received'),
  'dispute.inquiry': (tx, id) => openDispute(tx, tx.get('charge', id), 'inquiry'),
  'dispute.close.won': (tx, id) => closeDispute(tx, tx.get('dispute', id), 'won'),
  'dispute.close.lost': (tx, id) => closeDispute(tx, tx.get('dispute', id), 'lost'),
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
