-- Money that goes other ways than from a card to an invoice: on account, credit, refunds, disputes; queries, pay links, automatic payment.

-- Kinds of journal entries that came with them, and what an entry is about, so that each is posted once (indexes below).
alter table journal_entry drop constraint journal_entry_kind_ck;
alter table journal_entry add constraint journal_entry_kind_ck check (kind in
  ('issue', 'void', 'card_settled', 'transfer_received', 'transfer_reversed', 'allocate', 'unallocate', 'credit_note',
   'refund', 'refund_settled', 'refund_failed', 'dispute_opened', 'dispute_won', 'dispute_lost', 'write_off', 'rounding'));
alter table journal_entry add column refund_id uuid, add column dispute_id uuid;
create unique index journal_entry_transfer_uq on journal_entry (billing_account_id, payment_id, kind) where kind in ('transfer_received', 'transfer_reversed');
create unique index journal_entry_refund_uq on journal_entry (billing_account_id, refund_id, kind) where refund_id is not null;
create unique index journal_entry_dispute_uq on journal_entry (billing_account_id, dispute_id, kind) where dispute_id is not null;
create unique index journal_entry_credit_note_uq on journal_entry (billing_account_id, invoice_id) where kind = 'credit_note';

-- A payment is by card, by bank transfer (CheckWire: no attempt), by bank debit, or out of credit that is already there (Credits).
alter table payment
  add column is_automatic boolean not null default false,
  -- Whoever came by a pay link has no name here; the link has.
  add column pay_link_id uuid,
  -- The bank's own reference of a transfer, or what the document said of a payment before it was issued.
  add column transfer_reference text,
  -- A transfer that the bank took back.
  add column reversed_at timestamptz;
-- A gateway's refunds and disputes name its payment, not ours.
create index payment_attempt_gateway_ix on payment_attempt (gateway_payment_id) where gateway_payment_id is not null;

-- What of a settled allocation went back since: refunded, lost in a dispute, reversed by the bank. amount_minor - returned_minor counts.
alter table allocation add column returned_minor bigint not null default 0
  constraint allocation_returned_ck check (returned_minor between 0 and amount_minor);

-- account: what of a payment no invoice has: the payer's, to place. Zero rows stay: they say that there was something.
create table money_on_account (
  billing_account_id uuid not null,
  payment_id uuid not null,
  billing_profile_id uuid not null,
  currency text not null,
  remaining_minor bigint not null constraint money_on_account_remaining_ck check (remaining_minor >= 0),
  created_at timestamptz not null,
  constraint money_on_account_pk primary key (billing_account_id, payment_id, billing_profile_id),
  constraint money_on_account_payment_fk foreign key (billing_account_id, payment_id) references payment,
  constraint money_on_account_profile_fk foreign key (billing_account_id, billing_profile_id) references billing_profile
);
-- What can be placed, oldest first (UUIDv7).
create index money_on_account_open_ix on money_on_account (billing_account_id, billing_profile_id, payment_id) where remaining_minor > 0;

-- A credit note is an invoice row with a negative total, whose amount_due_minor rises to zero as it is used; it may credit one invoice.
-- A corrected invoice is a credit note and a new invoice, linked to each other through the first (Azure's rebillDetails).
alter table invoice
  add column credits_invoice_id uuid,
  add column replaces_invoice_id uuid,
  add constraint invoice_credits_fk foreign key (billing_account_id, credits_invoice_id) references invoice,
  add constraint invoice_replaces_fk foreign key (billing_account_id, replaces_invoice_id) references invoice;
-- The credit notes, and the correction, of an invoice.
create index invoice_credits_ix on invoice (billing_account_id, credits_invoice_id) where credits_invoice_id is not null;
create index invoice_replaces_ix on invoice (billing_account_id, replaces_invoice_id) where replaces_invoice_id is not null;
-- Credit that is left, oldest first (UUIDv7).
create index invoice_credit_left_ix on invoice (billing_account_id, billing_profile_id, invoice_id) where amount_due_minor < 0;

-- Some sellers number their credit notes in a series of their own, which may meet that of their invoices.
drop index invoice_number_uq;
create unique index invoice_number_uq on invoice (billing_account_id, seller_key, upper(number), document_type);

-- account: where a payment out of credit took its money from: a credit note, or money on account.
create table credit_use (
  billing_account_id uuid not null,
  payment_id uuid not null,
  use_no smallint not null,
  invoice_id uuid not null,
  billing_profile_id uuid not null,
  credit_note_id uuid,
  source_payment_id uuid,
  amount_minor bigint not null constraint credit_use_amount_ck check (amount_minor > 0),
  returned_minor bigint not null default 0 constraint credit_use_returned_ck check (returned_minor between 0 and amount_minor),
  constraint credit_use_pk primary key (billing_account_id, payment_id, use_no),
  constraint credit_use_payment_fk foreign key (billing_account_id, payment_id) references payment,
  constraint credit_use_invoice_fk foreign key (billing_account_id, invoice_id) references invoice,
  constraint credit_use_note_fk foreign key (billing_account_id, credit_note_id) references invoice,
  constraint credit_use_source_fk foreign key (billing_account_id, source_payment_id) references payment,
  constraint credit_use_one_source_ck check ((credit_note_id is null) <> (source_payment_id is null))
);
-- What a credit note, or money on account, was used for.
create index credit_use_note_ix on credit_use (billing_account_id, credit_note_id) where credit_note_id is not null;
create index credit_use_source_ix on credit_use (billing_account_id, source_payment_id) where source_payment_id is not null;

-- account: money on its way back to the payer. parts says where it was taken from, so that a refund that fails puts it back there.
create table refund (
  billing_account_id uuid not null,
  refund_id uuid not null,
  payment_id uuid not null,
  invoice_id uuid,
  billing_profile_id uuid not null,
  currency text not null,
  amount_minor bigint not null constraint refund_amount_ck check (amount_minor > 0),
  outcome text not null constraint refund_outcome_ck check (outcome in ('recorded', 'unknown', 'pending', 'succeeded', 'failed')),
  reason text not null,
  failure_reason text,
  parts jsonb not null,
  gateway text,
  gateway_refund_id text,
  requested_by uuid,
  requested_by_name text not null,
  created_at timestamptz not null,
  settled_at timestamptz,
  next_check_at timestamptz,
  checks integer not null default 0,
  constraint refund_pk primary key (billing_account_id, refund_id),
  constraint refund_payment_fk foreign key (billing_account_id, payment_id) references payment,
  constraint refund_invoice_fk foreign key (billing_account_id, invoice_id) references invoice
);
create index refund_payment_ix on refund (billing_account_id, payment_id);
create index refund_invoice_ix on refund (billing_account_id, invoice_id) where invoice_id is not null;
-- The repair sweep, over all accounts.
create index refund_check_ix on refund (next_check_at) where next_check_at is not null;

-- account: a payer's bank asks about a charge (inquiry), or takes it back for now (a dispute). parts: of which invoices and what on account.
create table dispute (
  billing_account_id uuid not null,
  dispute_id uuid not null,
  payment_id uuid not null,
  gateway text not null,
  gateway_dispute_id text not null,
  is_inquiry boolean not null,
  state text not null constraint dispute_state_ck check (state in ('open', 'won', 'lost', 'closed')),
  reason text not null,
  currency text not null,
  amount_minor bigint not null constraint dispute_amount_ck check (amount_minor > 0),
  parts jsonb not null,
  evidence_due_at timestamptz,
  opened_at timestamptz not null,
  closed_at timestamptz,
  constraint dispute_pk primary key (billing_account_id, dispute_id),
  constraint dispute_gateway_uq unique (billing_account_id, gateway, gateway_dispute_id),
  constraint dispute_payment_fk foreign key (billing_account_id, payment_id) references payment
);
create index dispute_payment_ix on dispute (billing_account_id, payment_id);

-- account: a question of the payer about an invoice; while it is open, reminders wait.
create table invoice_query (
  billing_account_id uuid not null,
  query_id uuid not null,
  invoice_id uuid not null,
  line_no integer,
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  closed_at timestamptz,
  closed_by_name text,
  constraint invoice_query_pk primary key (billing_account_id, query_id),
  constraint invoice_query_invoice_fk foreign key (billing_account_id, invoice_id) references invoice
);
-- At most one open query an invoice: what follows is said in it.
create unique index invoice_query_open_uq on invoice_query (billing_account_id, invoice_id) where closed_at is null;

-- account: what payer and issuer write to each other in a query, in order.
create table invoice_query_message (
  billing_account_id uuid not null,
  message_id uuid not null,
  query_id uuid not null,
  author_id uuid not null,
  author_name text not null,
  is_issuer boolean not null,
  text text not null,
  written_at timestamptz not null,
  constraint invoice_query_message_pk primary key (billing_account_id, message_id),
  constraint invoice_query_message_fk foreign key (billing_account_id, query_id) references invoice_query
);
create index invoice_query_message_ix on invoice_query_message (billing_account_id, query_id, message_id);

-- account: a way to pay one invoice without signing in. Only the token's SHA-256 is kept, so a copy of the table opens nothing.
create table pay_link (
  billing_account_id uuid not null,
  pay_link_id uuid not null,
  token_hash bytea not null,
  invoice_id uuid not null,
  -- Null: whatever is due when it is opened.
  amount_minor bigint constraint pay_link_amount_ck check (amount_minor > 0),
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  constraint pay_link_pk primary key (billing_account_id, pay_link_id),
  constraint pay_link_token_uq unique (billing_account_id, token_hash),
  constraint pay_link_invoice_fk foreign key (billing_account_id, invoice_id) references invoice
);
create index pay_link_invoice_ix on pay_link (billing_account_id, invoice_id);
-- Whoever opens a link brings the token and nothing else.
create index pay_link_token_ix on pay_link (token_hash);

-- A card that came by a pay link belongs to nobody, is for that link only and is not kept.
alter table payment_method
  alter column user_id drop not null,
  alter column gateway_customer_id drop not null,
  add column pay_link_id uuid,
  add constraint payment_method_whose_ck check ((user_id is null) <> (pay_link_id is null));

-- Automatic payment: the profile's default card is charged on the due date.
alter table billing_profile add column pays_automatically boolean not null default false;

-- account: what became of the automatic payment of an invoice, and when it is tried again.
create table automatic_payment (
  billing_account_id uuid not null,
  invoice_id uuid not null,
  state text not null constraint automatic_payment_state_ck check (state in ('waiting', 'paid', 'needs_authentication', 'stopped')),
  -- Tries so far; the schedule of the next is core/payments/automatic.ts.
  tries smallint not null default 0,
  next_try_at timestamptz,
  payment_id uuid,
  payment_method_id uuid,
  decline_code text,
  updated_at timestamptz not null,
  constraint automatic_payment_pk primary key (billing_account_id, invoice_id),
  constraint automatic_payment_invoice_fk foreign key (billing_account_id, invoice_id) references invoice
);
-- The sweep, over all accounts.
create index automatic_payment_next_ix on automatic_payment (next_try_at) where next_try_at is not null;
