import type { Check } from './checks.ts';
import type { Evidence } from './evidence.ts';

/** Sentence, and a query that answers one row of text for each place where it is not so. */
const QUERIES: readonly (readonly [string, string])[] = [
  [
    'no invoice was paid beyond its total, and what is due is the total less what was paid',
    `select i.name || ': total ' || i.total_minor || ', paid ' || paid.minor || ', due ' || i.amount_due_minor as wrong
     from invoice i cross join lateral (select coalesce(sum(a.amount_minor), 0) as minor from allocation a
       where a.billing_account_id = i.billing_account_id and a.invoice_id = i.invoice_id and a.state = 'settled') paid
     where i.document_type = 'Invoice' and (paid.minor > i.total_minor or i.amount_due_minor <> i.total_minor - paid.minor)`,
  ],
  [
    'no credit was used twice, and what is left of a credit note is its total less what was used',
    `select i.name || ': credit ' || i.total_minor || ', used ' || used.minor || ', left ' || i.amount_due_minor as wrong
     from invoice i cross join lateral (select coalesce(sum(u.amount_minor - u.returned_minor), 0) as minor from credit_use u
       where u.billing_account_id = i.billing_account_id and u.credit_note_id = i.invoice_id) used
     where i.document_type = 'CreditNote' and (i.amount_due_minor > 0 or i.amount_due_minor <> i.total_minor + used.minor)`,
  ],
  [
    'no payment is undecided',
    `select payment_id || ' is ' || outcome || ' after ' || checks || ' checks' as wrong from payment
     where outcome in ('recorded', 'unknown', 'processing', 'requires_action') or next_check_at is not null`,
  ],
  [
    'no invoice is held by a payment that is over',
    `select i.name || ' is held by ' || coalesce(i.live_payment_id, a.payment_id) as wrong from invoice i
     left join allocation a on a.billing_account_id = i.billing_account_id and a.invoice_id = i.invoice_id and a.state = 'live'
     where i.live_payment_id is not null or i.live_outcome is not null or a.payment_id is not null`,
  ],
  [
    'a payment has settled allocations when it succeeded, and none when it did not',
    `select p.payment_id || ' is ' || p.outcome || ' with an allocation that is ' || a.state as wrong
     from payment p join allocation a on a.billing_account_id = p.billing_account_id and a.payment_id = p.payment_id
     where (a.state = 'settled') <> (p.outcome = 'succeeded')`,
  ],
  [
    'every event of the gateway that was stored has been worked on',
    `select event_id || ' ' || type || ': ' || coalesce(last_error, 'not tried') as wrong from gateway_event where processed_at is null`,
  ],
  [
    'what settled was announced once',
    `select p.payment_id || ' was announced ' || count(o.event_id) || ' times' as wrong from payment p
     left join outbox_event o on o.billing_account_id = p.billing_account_id and o.type = 'payment.succeeded'
       and o.facts ->> 'paymentName' = p.payment_id::text
     where p.outcome = 'succeeded' group by p.payment_id having count(o.event_id) <> 1`,
  ],
  [
    'every idempotency key leads to a payment that is there',
    `select k.key || ' leads to ' || k.payment_id as wrong from idempotency_key k
     where not exists (select from payment p where p.billing_account_id = k.billing_account_id and p.payment_id = k.payment_id)`,
  ],
];

export async function checkRows({ pool }: Evidence): Promise<Check[]> {
  const checks: Check[] = [];
  for (const [sentence, query] of QUERIES) {
    const { rows } = await pool.query<{ wrong: string }>(query);
    checks.push({ sentence, wrong: rows.map(({ wrong }) => wrong) });
  }
  return checks;
}
