import type { Currency } from '@betalt/core/money/currency.ts';
import { toDecimalString } from '@betalt/core/money/money.ts';
import type { AttentionKind } from '@betalt/core/payments/attention.ts';
import { type AttentionRow, listAttention } from '../db/queries/attention.ts';
import { withDatabase } from './with-database.ts';

const MOST = 1000;

/** `betalt payment attention [--kind KIND]`: what of payments waits for a person, what waits longest first. @returns 1 when something does */
export async function paymentAttentionCommand({ kind }: { readonly kind?: AttentionKind }): Promise<number> {
  const rows = await withDatabase(({ db }) => listAttention(db, { now: new Date(), limit: MOST, kind }));
  for (const row of rows) process.stdout.write(`${attentionLine(row)}\n`);
  if (rows.length === 0) process.stdout.write('No payment needs attention.\n');
  return rows.length === 0 ? 0 : 1;
}

export function attentionLine(row: AttentionRow): string {
  const { currency, amount_minor: amountMinor } = row;
  const amount =
    currency === null || amountMinor === null
      ? ''
      : `${toDecimalString({ currency: currency as Currency, amountMinor })} ${currency}`;
  const due = row.evidence_due_at === null ? '' : `evidence due ${row.evidence_due_at.toISOString()}`;
  const next = row.next_check_at === null ? '' : `next check ${row.next_check_at.toISOString()}`;
  const words = [row.account_display_name ?? '', row.invoice_names.join(', '), row.reason ?? '', due, next]
    .filter((each) => each !== '')
    .join(' | ');
  // Names and failures were written by others: nothing of them may reach the terminal as a command.
  const safe = words.replaceAll(/\p{Cc}/gu, ' ');
  return [row.since.toISOString(), row.kind.padEnd(16), amount.padStart(16), row.event_id ?? row.id, safe].join('  ');
}
