import { STAFF_NUMBER, sqlId, sqlInvoiceName, sqlTokenHash } from './ids.ts';
import { ACCOUNT_INVOICES, LINES, type Population } from './population.ts';

export interface FillStatement {
  readonly table: string;
  readonly text: string;
}

/** The data set, a statement a table, each row computed from its number alone: the same data at every run. */
export function fillStatements(population: Population): FillStatement[] {
  return [...people(population), ...accounts(population), ...invoices(population), ...payments(population)];
}

const NAMED_METHOD = `'CreditCard', 'visa', '4242'`;

function people({ accounts: count }: Population): FillStatement[] {
  const users = `(select generate_series(1, ${count}) as n union all select ${STAFF_NUMBER}) u`;
  const user = sqlId('user', 'n');
  return [
    insert(
      'app_user',
      `user_id, name, email, email_verified, created_at, updated_at`,
      `${user}, 'Payer ' || n, 'payer-' || n || '@customer.example', true, now(), now() from ${users}`,
    ),
    insert(
      'access_token',
      'token_hash, user_id, description, created_at, expires_at',
      `${sqlTokenHash('n')}, ${user}, 'bench', now(), now() + interval '30 days' from ${users}`,
    ),
    insert(
      'issuer_role_assignment',
      'user_id, role, created_at',
      `${sqlId('user', String(STAFF_NUMBER))}, 'Issuer finance', now()`,
    ),
    insert(
      'payment_method',
      'payment_method_id, user_id, gateway, gateway_customer_id, gateway_payment_method_id, family, brand, last_four, expires_month, expires_year, is_kept, created_at',
      `${sqlId('method', 'n')}, ${user}, 'stripe', 'cus_bench' || n, 'pm_bench' || n, ${NAMED_METHOD}, 12, 2099, true, now() from generate_series(1, ${count}) n`,
    ),
  ];
}

const SOLD_TO = `jsonb_build_object('companyName', 'Customer ' || n || ' AS', 'addressLine1', 'Storgata ' || n, 'postalCode', '0155', 'city', 'Oslo', 'country', 'NO')`;

function accounts({ accounts: count }: Population): FillStatement[] {
  const from = `from generate_series(1, ${count}) n`;
  const account = sqlId('account', 'n');
  return [
    insert(
      'billing_account',
      'billing_account_id, organization_id, display_name, agreement_type, account_type, sold_to, time_zone, created_at',
      `${account}, ${sqlId('organization', 'n')}, 'Customer ' || n || ' AS', 'MicrosoftCustomerAgreement', 'Business', ${SOLD_TO}, 'Europe/Oslo', now() ${from}`,
    ),
    insert(
      'billing_profile',
      'billing_account_id, billing_profile_id, name, display_name, currency, bill_to, default_payment_method_id, created_at',
      `${account}, ${sqlId('profile', 'n')}, 'PROFILE-' || n, 'Customer ' || n || ' NOK', 'NOK', ${SOLD_TO}, ${sqlId('method', 'n')}, now() ${from}`,
    ),
    insert(
      'invoice_section',
      'billing_account_id, invoice_section_id, billing_profile_id, name, display_name, created_at',
      `${account}, ${sqlId('section', 'n')}, ${sqlId('profile', 'n')}, 'SECTION', 'Operations', now() ${from}`,
    ),
    insert('user_account', 'billing_account_id, user_id', `${account}, ${sqlId('user', 'n')} ${from}`),
    insert(
      'role_assignment',
      'billing_account_id, role_assignment_id, user_id, role, created_at',
      `${account}, ${sqlId('role', 'n')}, ${sqlId('user', 'n')}, 'Billing account owner', now() ${from}`,
    ),
    insert(
      'payment_method_link',
      'billing_account_id, billing_profile_id, payment_method_id, linked_by, created_at',
      `${account}, ${sqlId('profile', 'n')}, ${sqlId('method', 'n')}, ${sqlId('user', 'n')}, now() ${from}`,
    ),
  ];
}

// Amounts differ from row to row and are the same at every run; a fifth of the total is tax.
const TOTAL = `(10000 + n::bigint * 7919 % 900000)`;
const TAX = `(${TOTAL} / 5)`;

const PARTIES = `jsonb_build_object('seller', jsonb_build_object('name', 'Nordlys Cloud AS', 'country', 'NO', 'vat', 'NO999999999MVA'),
  'buyer', jsonb_build_object('name', 'Customer', 'country', 'NO', 'reference', 'PO ' || n), 'notes', jsonb_build_array('Thank you for your business.'))`;

// As an import leaves it; the file itself is read on request only.
const DOCUMENTS = `jsonb_build_array(jsonb_build_object('name', 'original', 'kind', 'Invoice', 'fileName', 'invoice-' || n || '.xml', 'mediaType', 'application/xml'))`;

/** `n`, the invoice's number, `a`, its account's, and `age`, how many invoices of its account are newer. */
export function numbered({ accounts: count }: Population, first: number, last: number): string {
  return `from (select n, 1 + (n - 1) % ${count} as a, ${ACCOUNT_INVOICES - 1} - (n - 1) / ${count} as age from generate_series(${first}, ${last}) n) i`;
}

const INVOICE_COLUMNS = `billing_account_id, invoice_id, billing_profile_id, name, number, seller_key, currency, sub_total_minor, tax_minor, total_minor,
  amount_due_minor, invoice_on, due_on, period_start_on, period_end_on, po_number, payment_reference, parties, documents, payments, created_at`;

/** Fourteen days between invoices, thirty to pay. */
function invoiceRows(isPaid: string): string {
  return `${sqlId('account', 'a')}, ${sqlId('invoice', 'n')}, ${sqlId('profile', 'a')}, ${sqlInvoiceName('n')}, ${sqlInvoiceName('n')}, 'NO999999999MVA', 'NOK', ${TOTAL} - ${TAX}, ${TAX}, ${TOTAL},
    case when ${isPaid} then 0 else ${TOTAL} end, current_date - age * 14, current_date - age * 14 + 30, current_date - age * 14 - 14, current_date - age * 14 - 1, 'PO ' || n, 'RF' || n, ${PARTIES}, ${DOCUMENTS},
    case when ${isPaid} then jsonb_build_array(jsonb_build_object('paymentId', ${sqlId('payment', 'n')}, 'amountMinor', ${TOTAL}::text, 'at', now(),
      'methodId', ${sqlId('method', 'a')}, 'family', 'CreditCard', 'brand', 'visa')) else '[]' end, now()`;
}

function invoices(population: Population): FillStatement[] {
  const all = numbered(population, 1, population.invoices);
  const itemised = numbered(population, population.firstItemised, population.invoices);
  const [account, invoice] = [sqlId('account', 'a'), sqlId('invoice', 'n')];
  return [
    insert('invoice', INVOICE_COLUMNS, `${invoiceRows(`n <= ${population.lastPaid}`)} ${all}`),
    insert(
      'invoice_line',
      'billing_account_id, invoice_id, line_no, line_id, invoice_section_id, description, quantity, unit_code, unit_price, net_minor, tax_category, tax_rate_percent, period_start_on, period_end_on',
      `${account}, ${invoice}, line, line::text, ${sqlId('section', 'a')}, 'Virtual machines, D4s v5, hour ' || line, 720, 'HUR', 1.25,
       (${TOTAL} - ${TAX}) / ${LINES} + case when line = ${LINES} then (${TOTAL} - ${TAX}) % ${LINES} else 0 end, 'S', 25, current_date - age * 14 - 14, current_date - age * 14 - 1
       ${itemised}, generate_series(1, ${LINES}) line`,
    ),
    insert(
      'invoice_tax',
      'billing_account_id, invoice_id, tax_no, tax_category, tax_rate_percent, taxable_minor, tax_minor',
      `${account}, ${invoice}, 1, 'S', 25, ${TOTAL} - ${TAX}, ${TAX} ${itemised}`,
    ),
    ...issueEntries(all),
  ];
}

/**
 * So many more invoices for one account, over nothing, so that the books need no entries for them; there already: nothing.
 * They are named apart from the numbered ones.
 */
export function deepStatement(account: number, count: number): FillStatement {
  const id = `('01920000-00b9-7000-8000-' || lpad(n::text, 12, '0'))::uuid`;
  const columns = `billing_account_id, invoice_id, billing_profile_id, name, number, seller_key, currency, sub_total_minor, tax_minor, total_minor,
    amount_due_minor, invoice_on, due_on, created_at`;
  const select = `${sqlId('account', String(account))}, ${id}, ${sqlId('profile', String(account))}, 'DEEP' || n, 'DEEP' || n, 'NO999999999MVA', 'NOK', 0, 0, 0, 0,
    current_date - n % 3000, current_date - n % 3000 + 30, now() from generate_series(1, ${count}) n on conflict do nothing`;
  return insert('invoice', columns, select);
}

function issueEntries(all: string): FillStatement[] {
  const [account, entry] = [sqlId('account', 'a'), sqlId('issueEntry', 'n')];
  return [
    insert(
      'journal_entry',
      'billing_account_id, journal_entry_id, kind, currency, posted_at, invoice_id',
      `${account}, ${entry}, 'issue', 'NOK', now(), ${sqlId('invoice', 'n')} ${all}`,
    ),
    postings(
      `${account}, ${entry}`,
      `${all}, lateral (values (1, 'receivable', ${TOTAL}), (2, 'revenue', ${TAX} - ${TOTAL}), (3, 'tax_payable', -${TAX})) line (no, ledger_account, minor)`,
    ),
  ];
}

function payments(population: Population): FillStatement[] {
  const paid = numbered(population, 1, population.lastPaid);
  const [account, payment, entry] = [sqlId('account', 'a'), sqlId('payment', 'n'), sqlId('settleEntry', 'n')];
  return [
    insert(
      'payment',
      'billing_account_id, payment_id, currency, amount_minor, outcome, payment_method_id, method_family, method_brand, method_last_four, paid_by, paid_by_name, created_at, settled_at',
      `${account}, ${payment}, 'NOK', ${TOTAL}, 'succeeded', ${sqlId('method', 'a')}, ${NAMED_METHOD}, ${sqlId('user', 'a')}, 'Payer ' || a, now(), now() ${paid}`,
    ),
    insert(
      'payment_attempt',
      'billing_account_id, attempt_id, payment_id, gateway, gateway_customer_id, gateway_payment_method_id, gateway_payment_id, outcome, started_at, finished_at',
      `${account}, ${sqlId('attempt', 'n')}, ${payment}, 'stripe', 'cus_bench' || a, 'pm_bench' || a, 'pi_fill' || n, 'succeeded', now(), now() ${paid}`,
    ),
    insert(
      'allocation',
      'billing_account_id, payment_id, invoice_id, billing_profile_id, amount_minor, state',
      `${account}, ${payment}, ${sqlId('invoice', 'n')}, ${sqlId('profile', 'a')}, ${TOTAL}, 'settled' ${paid}`,
    ),
    insert(
      'journal_entry',
      'billing_account_id, journal_entry_id, kind, currency, posted_at, payment_id',
      `${account}, ${entry}, 'card_settled', 'NOK', now(), ${payment} ${paid}`,
    ),
    postings(
      `${account}, ${entry}`,
      `${paid}, lateral (values (1, 'gateway_clearing', ${TOTAL}), (2, 'receivable', -${TOTAL})) line (no, ledger_account, minor)`,
    ),
  ];
}

function postings(entry: string, from: string): FillStatement {
  return insert(
    'posting',
    'billing_account_id, journal_entry_id, posting_no, billing_profile_id, ledger_account, currency, amount_minor',
    `${entry}, no, ${sqlId('profile', 'a')}, ledger_account, 'NOK', minor ${from}`,
  );
}

function insert(table: string, columns: string, select: string): FillStatement {
  return { table, text: `insert into ${table} (${columns}) select ${select}` };
}
