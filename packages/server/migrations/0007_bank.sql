-- The issuer's bank accounts: statements as they were imported, and what became of each transaction.

-- global: an account of the issuer that a bank file told of; its row is the mutex of what is imported for it.
create table bank_account (
  bank_account_id uuid not null constraint bank_account_pk primary key,
  -- IBAN or the bank's own number, without spaces.
  account text not null constraint bank_account_uq unique,
  created_at timestamptz not null
);

-- global: one statement or notification of a file. The same file again adds nothing.
create table bank_statement (
  bank_statement_id uuid not null constraint bank_statement_pk primary key,
  bank_account_id uuid not null constraint bank_statement_account_fk references bank_account,
  -- SHA-256 of the file, and which statement of it.
  file_hash bytea not null,
  statement_no integer not null,
  file_name text not null,
  message text not null constraint bank_statement_message_ck check (message in ('camt.052', 'camt.053', 'camt.054')),
  version text not null,
  message_name text not null,
  statement_name text not null,
  currency text,
  from_on date,
  to_on date,
  opening_minor bigint,
  closing_minor bigint,
  transactions_read integer not null,
  transactions_new integer not null,
  not_booked integer not null,
  zero integer not null,
  imported_by uuid,
  imported_by_name text not null,
  imported_at timestamptz not null,
  constraint bank_statement_file_uq unique (file_hash, statement_no)
);

-- global: a booked movement, once however many files tell of it. It belongs to no customer until it is matched, and then refers to the
-- payment that it became by value: a global table has no foreign key into an account's.
create table bank_transaction (
  bank_transaction_id uuid not null constraint bank_transaction_pk primary key,
  bank_account_id uuid not null constraint bank_transaction_account_fk references bank_account,
  bank_statement_id uuid not null constraint bank_transaction_statement_fk references bank_statement,
  -- SHA-256 of all that tells it from others, and which one of those that are alike in everything.
  fingerprint bytea not null,
  occurrence integer not null,
  direction text not null constraint bank_transaction_direction_ck check (direction in ('credit', 'debit')),
  is_reversal boolean not null,
  currency text not null,
  amount_minor bigint not null constraint bank_transaction_amount_ck check (amount_minor > 0),
  original jsonb,
  booked_on date,
  value_on date,
  entry_reference text,
  part_reference text,
  end_to_end_id text,
  instruction_id text,
  transaction_id text,
  uetr text,
  -- [{text, amountMinor?}] as core/bank/bank-transaction.ts says, minor units as text.
  creditor_references jsonb not null,
  remittance text,
  counterparty_name text,
  counterparty_account text,
  code text,
  part_count integer not null,
  state text not null constraint bank_transaction_state_ck check (state in ('unmatched', 'suggested', 'matched', 'ignored', 'reversed')),
  -- Why it is where it is (core/bank/match.ts): a code, for which the reader's language has a sentence.
  reason text,
  -- Invoices that a person may confirm: [{billingAccountId, invoiceId}].
  suggestion jsonb,
  -- When matching looked at it; null: it has still to.
  tried_at timestamptz,
  -- Who decided, and when; no one where its reference did.
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  payer_account_id uuid,
  payment_id uuid,
  -- Of a reversal: what it took back.
  reverses_id uuid constraint bank_transaction_reverses_fk references bank_transaction,
  row_version bigint not null default 1,
  created_at timestamptz not null,
  constraint bank_transaction_uq unique (bank_account_id, fingerprint, occurrence),
  constraint bank_transaction_payment_ck check ((payer_account_id is null) = (payment_id is null))
);
-- The queue of staff, newest first (UUIDv7).
create index bank_transaction_state_ix on bank_transaction (state, bank_transaction_id desc);
-- Whether a file tells of something that is known, and what a reversal takes back.
create index bank_transaction_amount_ix on bank_transaction (bank_account_id, amount_minor, currency);
create index bank_transaction_entry_ix on bank_transaction (bank_account_id, entry_reference) where entry_reference is not null;
-- What an import left for the worker, should its process die.
create index bank_transaction_tried_ix on bank_transaction (bank_transaction_id) where tried_at is null;
create index bank_transaction_statement_ix on bank_transaction (bank_statement_id);

-- From what a payer wrote to an invoice, over all customers: its reference, without what banks add and leave out, and its number.
create index invoice_reference_ix on invoice (ltrim(upper(regexp_replace(payment_reference, '[^0-9A-Za-z]', '', 'g')), '0'))
  where payment_reference is not null;
create index invoice_any_number_ix on invoice (upper(number));
-- From the name that a bank gives, perhaps cut off, to a customer (core/bank/payer-key.ts does the same).
create index billing_account_payer_ix on billing_account (upper(regexp_replace(display_name, '[^0-9A-Za-z]', '', 'g')) text_pattern_ops);
