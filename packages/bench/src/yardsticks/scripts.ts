import { sqlId, sqlInvoiceName } from '../population/ids.ts';

/**
 * What PostgreSQL alone does of each measured request, as pgbench scripts. Variables given by the caller: `accounts`, `clients`, and
 * for payments `first`, the number of the first invoice that is still due.
 */
const ANY_ACCOUNT = '\\set a random(1, :accounts)';

const [ACCOUNT, PROFILE, USER, METHOD, INVOICE] = [
  sqlId('account', ':a'),
  sqlId('profile', ':a'),
  sqlId('user', ':a'),
  sqlId('method', ':a'),
  sqlId('invoice', ':n'),
];

const INVOICE_COLUMNS = `i.invoice_id, i.billing_profile_id, p.name as profile_name, p.display_name as profile_display_name, i.name, i.number,
  i.invoice_type, i.document_type, i.currency, i.sub_total_minor, i.tax_minor, i.total_minor, i.amount_due_minor, i.invoice_on, i.due_on,
  i.period_start_on, i.period_end_on, i.po_number, i.payment_reference, i.is_monthly, i.voided_at, i.disputed_at, i.live_payment_id,
  i.live_outcome, i.payments, i.failed_payments, i.documents, i.row_version, i.list_rank`;
const INVOICES = `from invoice i join billing_profile p on p.billing_account_id = i.billing_account_id and p.billing_profile_id = i.billing_profile_id`;

/** The first page of an account's invoices in the list's order, with the columns that the list shows. */
export const LIST_PAGE = `${ANY_ACCOUNT}
select ${INVOICE_COLUMNS} ${INVOICES} where i.billing_account_id = ${ACCOUNT} order by i.list_rank, i.invoice_id limit 50;
`;

/** An invoice by its name, and its lines with their sections. Variables: `firstItemised`, `invoices`. */
export const INVOICE_PAGE = `\\set n random(:firstItemised, :invoices)
\\set a 1 + (:n - 1) % :accounts
select ${INVOICE_COLUMNS} ${INVOICES} where i.billing_account_id = ${ACCOUNT} and upper(i.name) = upper(${sqlInvoiceName(':n')});
select l.line_no, l.line_id, l.description, s.name, s.display_name, l.quantity, l.unit_code, l.unit_price, l.net_minor, l.tax_category, l.tax_rate_percent,
  l.period_start_on, l.period_end_on
  from invoice_line l left join invoice_section s on s.billing_account_id = l.billing_account_id and s.invoice_section_id = l.invoice_section_id
  where l.billing_account_id = ${ACCOUNT} and l.invoice_id = ${INVOICE} order by l.line_no;
`;

// Each client steps through due invoices of its own, so that no two meet and none is paid twice.
const NEXT_DUE_INVOICE = `\\set i :i + 1
\\set n :first + (:i - 1) * :clients + :client_id
\\set a 1 + (:n - 1) % :accounts`;

const PAYMENT = sqlId('payment', ':n');
const ATTEMPT = sqlId('attempt', ':n');
const ENTRY = sqlId('settleEntry', ':n');

/** A payment as two transactions, statement by statement, as a competent developer writes them first. `i` starts at 0. */
export const PAY_BY_STATEMENTS = `${NEXT_DUE_INVOICE}
begin;
select payment_method_id, gateway_customer_id, gateway_payment_method_id, brand, last_four, expires_month, expires_year
  from payment_method where payment_method_id = ${METHOD} and removed_at is null;
select billing_profile_id, currency, amount_due_minor as due, voided_at, disputed_at, live_payment_id
  from invoice where billing_account_id = ${ACCOUNT} and invoice_id = ${INVOICE} for update \\gset invoice_
insert into idempotency_key (billing_account_id, principal_id, key, request_hash, payment_id, created_at)
  values (${ACCOUNT}, ${USER}, ${sqlInvoiceName(':n')}, '\\x00', ${PAYMENT}, now()) on conflict do nothing;
insert into payment (billing_account_id, payment_id, currency, amount_minor, outcome, payment_method_id, method_family, method_brand, method_last_four,
    paid_by, paid_by_name, created_at, next_check_at)
  values (${ACCOUNT}, ${PAYMENT}, 'NOK', :invoice_due, 'recorded', ${METHOD}, 'CreditCard', 'visa', '4242', ${USER}, 'Payer', now(), now() + interval '25 seconds');
insert into payment_attempt (billing_account_id, attempt_id, payment_id, gateway, outcome, started_at)
  values (${ACCOUNT}, ${ATTEMPT}, ${PAYMENT}, 'stripe', 'recorded', now());
insert into allocation (billing_account_id, payment_id, invoice_id, billing_profile_id, amount_minor, state)
  values (${ACCOUNT}, ${PAYMENT}, ${INVOICE}, ${PROFILE}, :invoice_due, 'live');
update invoice set live_payment_id = ${PAYMENT}, live_outcome = 'recorded', row_version = row_version + 1
  where billing_account_id = ${ACCOUNT} and invoice_id = ${INVOICE};
insert into activity_log (billing_account_id, activity_id, at, actor_id, actor_name, action, resource_id, result)
  values (${ACCOUNT}, ${sqlId('activity', ':n')}, now(), ${USER}, 'Payer', 'invoice.pay', ${sqlInvoiceName(':n')}, 'Succeeded');
insert into outbox_event (billing_account_id, event_id, type, facts, created_at)
  values (${ACCOUNT}, ${sqlId('startedEvent', ':n')}, 'payment.started', jsonb_build_object('invoiceNames', jsonb_build_array(${sqlInvoiceName(':n')})), now());
commit;
begin;
select outcome, amount_minor from payment where billing_account_id = ${ACCOUNT} and payment_id = ${PAYMENT} for update;
select i.invoice_id, i.amount_due_minor, a.amount_minor from allocation a join invoice i on i.billing_account_id = a.billing_account_id and i.invoice_id = a.invoice_id
  where a.billing_account_id = ${ACCOUNT} and a.payment_id = ${PAYMENT} for update of i;
update payment_attempt set outcome = 'succeeded', gateway_payment_id = 'pi', finished_at = now() where billing_account_id = ${ACCOUNT} and attempt_id = ${ATTEMPT};
update payment set outcome = 'succeeded', settled_at = now(), next_check_at = null where billing_account_id = ${ACCOUNT} and payment_id = ${PAYMENT};
insert into journal_entry (billing_account_id, journal_entry_id, kind, currency, posted_at, payment_id)
  values (${ACCOUNT}, ${ENTRY}, 'card_settled', 'NOK', now(), ${PAYMENT});
insert into posting (billing_account_id, journal_entry_id, posting_no, billing_profile_id, ledger_account, currency, amount_minor)
  values (${ACCOUNT}, ${ENTRY}, 1, ${PROFILE}, 'gateway_clearing', 'NOK', :invoice_due), (${ACCOUNT}, ${ENTRY}, 2, ${PROFILE}, 'receivable', 'NOK', -(:invoice_due)::bigint);
update allocation set state = 'settled' where billing_account_id = ${ACCOUNT} and payment_id = ${PAYMENT} and invoice_id = ${INVOICE};
update invoice set amount_due_minor = 0, live_payment_id = null, live_outcome = null, row_version = row_version + 1,
    payments = payments || jsonb_build_object('paymentId', ${PAYMENT}, 'amountMinor', total_minor::text, 'at', now(), 'methodId', ${METHOD}, 'family', 'CreditCard', 'brand', 'visa')
  where billing_account_id = ${ACCOUNT} and invoice_id = ${INVOICE};
insert into outbox_event (billing_account_id, event_id, type, facts, created_at)
  values (${ACCOUNT}, ${sqlId('settledEvent', ':n')}, 'payment.succeeded', jsonb_build_object('invoiceNames', jsonb_build_array(${sqlInvoiceName(':n')})), now());
commit;
`;

/** The same by Betalt's two functions, one round trip and one commit each. */
export const PAY_BY_FUNCTIONS = `${NEXT_DUE_INVOICE}
select record_payments(jsonb_build_array(jsonb_build_object('billingAccountId', ${ACCOUNT}, 'principalId', ${USER}, 'principalName', 'Payer',
  'readableProfiles', 'all', 'payableProfiles', 'all', 'paymentMethodId', ${METHOD}, 'invoices', jsonb_build_array(jsonb_build_object('name', ${sqlInvoiceName(':n')})),
  'rules', '{"cardAllowed": true, "partPayment": true, "cardLimitMinor": {}, "minimumMinor": {}}'::jsonb, 'idempotencyKey', ${sqlInvoiceName(':n')}, 'requestHash', '00',
  'paymentId', ${PAYMENT}, 'attemptId', ${ATTEMPT}, 'activityId', ${sqlId('activity', ':n')}, 'eventId', ${sqlId('startedEvent', ':n')},
  'at', now(), 'nextCheckAt', now() + interval '25 seconds')));
select apply_gateway_results(jsonb_build_array(jsonb_build_object('billingAccountId', ${ACCOUNT}, 'paymentId', ${PAYMENT}, 'attemptId', ${ATTEMPT}, 'outcome', 'succeeded',
  'gatewayPaymentId', 'pi', 'at', now(), 'expiresAt', now() + interval '30 minutes', 'checkAfterSeconds', '[15]'::jsonb, 'journalEntryId', ${ENTRY},
  'eventId', ${sqlId('settledEvent', ':n')})));
`;

/** A webhook's event as one insert. Variables: `i` starting at 0, `run`, another at each run. */
export function storeWebhook(payload: string): string {
  return `\\set i :i + 1
insert into gateway_event (gateway, event_id, type, payload, received_at, next_try_at)
  values ('yardstick', 'evt_' || :run || '_' || :client_id || '_' || :i, 'payment_intent.succeeded', '${literal(payload)}', now(), now());
`;
}

/** JSON inside quotes, where pgbench would take `:false` for a variable. */
function literal(json: string): string {
  return json.replaceAll("'", "''").replaceAll('":', '": ');
}
