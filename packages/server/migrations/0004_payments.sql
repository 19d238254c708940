-- Payments in three passes, the ledger, idempotency.

-- account: the payer's decision to pay.
create table payment (
  billing_account_id uuid not null constraint payment_account_fk references billing_account,
  payment_id uuid not null,
  currency text not null,
  amount_minor bigint not null constraint payment_amount_ck check (amount_minor > 0),
  outcome text not null constraint payment_outcome_ck check (outcome in
    ('recorded', 'succeeded', 'requires_action', 'processing', 'declined', 'not_attempted', 'unknown', 'canceled')),
  payment_method_id uuid,
  method_family text not null,
  method_brand text,
  method_last_four text,
  paid_by uuid,
  paid_by_name text not null,
  decline_code text,
  client_secret text,
  created_at timestamptz not null,
  settled_at timestamptz,
  -- When the gateway is asked again about an outcome that is not final; null when it is.
  next_check_at timestamptz,
  checks integer not null default 0,
  -- When a payment that waits for the payer is given up.
  expires_at timestamptz,
  constraint payment_pk primary key (billing_account_id, payment_id)
);
-- The payments page, newest first (UUIDv7 is time-ordered).
create index payment_list_ix on payment (billing_account_id, payment_id desc);
-- What still needs a card, before it is removed.
create index payment_of_method_ix on payment (payment_method_id);
-- The repair sweep: whatever is not final and due for a check, over all accounts.
create index payment_check_ix on payment (next_check_at) where next_check_at is not null;

-- account: one conversation with the gateway; the gateway's idempotency key is derived from attempt_id.
create table payment_attempt (
  billing_account_id uuid not null,
  attempt_id uuid not null,
  payment_id uuid not null,
  gateway text not null,
  gateway_customer_id text,
  gateway_payment_method_id text,
  gateway_payment_id text,
  outcome text not null,
  decline_code text,
  started_at timestamptz not null,
  finished_at timestamptz,
  constraint payment_attempt_pk primary key (billing_account_id, attempt_id),
  constraint payment_attempt_payment_fk foreign key (billing_account_id, payment_id) references payment
);
create index payment_attempt_payment_ix on payment_attempt (billing_account_id, payment_id);

-- account: how much of a payment goes to which invoice. live holds the invoice's slot; settled counts; released is history.
create table allocation (
  billing_account_id uuid not null,
  payment_id uuid not null,
  invoice_id uuid not null,
  billing_profile_id uuid not null,
  amount_minor bigint not null constraint allocation_amount_ck check (amount_minor > 0),
  state text not null constraint allocation_state_ck check (state in ('live', 'settled', 'released')),
  constraint allocation_pk primary key (billing_account_id, payment_id, invoice_id),
  constraint allocation_payment_fk foreign key (billing_account_id, payment_id) references payment,
  constraint allocation_invoice_fk foreign key (billing_account_id, invoice_id) references invoice
);
-- One live attempt an invoice, whatever tab, process or machine asks: never charged twice.
create unique index allocation_live_uq on allocation (billing_account_id, invoice_id) where state = 'live';
-- Payments of an invoice.
create index allocation_invoice_ix on allocation (billing_account_id, invoice_id);

-- account: a balanced entry of one kind in one currency; never changed, a correction is a mirrored entry.
create table journal_entry (
  billing_account_id uuid not null constraint journal_entry_account_fk references billing_account,
  journal_entry_id uuid not null,
  kind text not null constraint journal_entry_kind_ck check (kind in
    ('issue', 'void', 'card_settled', 'transfer_received', 'allocate', 'unallocate', 'credit_note', 'refund',
     'dispute_opened', 'dispute_won', 'dispute_lost', 'write_off', 'rounding')),
  currency text not null,
  posted_at timestamptz not null,
  invoice_id uuid,
  payment_id uuid,
  constraint journal_entry_pk primary key (billing_account_id, journal_entry_id)
);
-- An invoice is issued once and a payment settles once, whoever brings the news.
create unique index journal_entry_issue_uq on journal_entry (billing_account_id, invoice_id) where kind = 'issue';
create unique index journal_entry_settled_uq on journal_entry (billing_account_id, payment_id) where kind = 'card_settled';

-- account: a debit (positive) or credit (negative) of one ledger account of a billing profile.
create table posting (
  billing_account_id uuid not null,
  journal_entry_id uuid not null,
  posting_no smallint not null,
  billing_profile_id uuid not null,
  ledger_account text not null constraint posting_ledger_account_ck check (ledger_account in
    ('receivable', 'gateway_clearing', 'bank_clearing', 'money_on_account', 'credits', 'revenue', 'tax_payable',
     'refunds_payable', 'disputed', 'write_off')),
  currency text not null,
  amount_minor bigint not null constraint posting_amount_ck check (amount_minor <> 0),
  constraint posting_pk primary key (billing_account_id, journal_entry_id, posting_no),
  constraint posting_entry_fk foreign key (billing_account_id, journal_entry_id) references journal_entry
);

-- Ledger rows are insert-only by grant: the role that runs Betalt owns the tables and takes these rights from itself.
revoke update, delete, truncate on journal_entry, posting from current_user;
-- The check of posting_entry_fk locks the entry that it finds, and PostgreSQL asks the owner for the right to update some column
-- before it locks. This one still cannot change: the same foreign key refuses it for every entry that has postings.
grant update (journal_entry_id) on journal_entry to current_user;

-- account: a write that was asked for with a key; asked again, it answers with the same payment. Kept seven days.
create table idempotency_key (
  billing_account_id uuid not null,
  principal_id uuid not null,
  key text not null,
  request_hash bytea not null,
  payment_id uuid not null,
  created_at timestamptz not null,
  constraint idempotency_key_pk primary key (billing_account_id, principal_id, key)
);
-- The nightly sweep.
create index idempotency_key_created_ix on idempotency_key (created_at);
