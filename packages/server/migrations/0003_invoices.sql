-- Invoices, their lines, tax and documents.

-- account: what is owed. amount_due_minor is kept true by each transaction that settles or credits; nobody sets Paid.
create table invoice (
  billing_account_id uuid not null,
  invoice_id uuid not null,
  billing_profile_id uuid not null,
  -- Name in URLs; the vendor's own number where that is fit for one.
  name text not null,
  number text not null,
  -- Who issued it, from the strongest mark of the seller in the document (core/invoices/issue-seller.ts): a number is unique for one seller.
  seller_key text not null,
  invoice_type text not null default 'AzureServices' constraint invoice_type_ck check (invoice_type in ('AzureServices', 'AzureMarketplace', 'AzureSupport', 'Other')),
  document_type text not null default 'Invoice' constraint invoice_document_type_ck check (document_type in ('Invoice', 'CreditNote')),
  currency text not null,
  sub_total_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  amount_due_minor bigint not null,
  invoice_on date not null,
  due_on date not null,
  period_start_on date,
  period_end_on date,
  po_number text,
  payment_reference text,
  is_monthly boolean not null default true,
  voided_at timestamptz,
  disputed_at timestamptz,
  -- Seller, buyer, notes, payment means as the document said them.
  parties jsonb not null default '{}',
  -- SHA-256 of the file that it was imported from: importing twice adds nothing.
  source_hash bytea,
  -- What the list shows of payments, kept true by the transactions that record and apply them, so that a page is one read of one table:
  -- the payment that holds the slot and its outcome; settled parts; failed attempts.
  live_payment_id uuid,
  live_outcome text,
  payments jsonb not null default '[]',
  failed_payments jsonb not null default '[]',
  -- And what it shows of documents: name, kind, file name, media type, by the transaction that writes them.
  documents jsonb not null default '[]',
  row_version bigint not null default 1,
  created_at timestamptz not null,
  -- Order of the list: open invoices by due date (past due before due), then the others newest first.
  list_rank integer not null generated always as (
    case when amount_due_minor > 0 and voided_at is null then due_on - date '2000-01-01' else 1000000 - (invoice_on - date '2000-01-01') end
  ) stored,
  constraint invoice_pk primary key (billing_account_id, invoice_id),
  constraint invoice_profile_fk foreign key (billing_account_id, billing_profile_id) references billing_profile,
  constraint invoice_live_ck check ((live_payment_id is null) = (live_outcome is null)),
  constraint invoice_amount_due_ck check (amount_due_minor between least(0, total_minor) and greatest(0, total_minor))
);
-- GET one by name.
create unique index invoice_name_uq on invoice (billing_account_id, upper(name));
-- No two of one number from one seller; the import asks here what it has already.
create unique index invoice_number_uq on invoice (billing_account_id, seller_key, upper(number));
-- The list in its default order, keyset.
create index invoice_list_ix on invoice (billing_account_id, list_rank, invoice_id);
-- The list of a profile.
create index invoice_profile_list_ix on invoice (billing_account_id, billing_profile_id, list_rank, invoice_id);
-- The list newest first, and timespans.
create index invoice_date_ix on invoice (billing_account_id, invoice_on desc, invoice_id desc);

-- account: a line as the document said it, in order.
create table invoice_line (
  billing_account_id uuid not null,
  invoice_id uuid not null,
  line_no integer not null,
  line_id text not null,
  invoice_section_id uuid,
  description text not null,
  quantity numeric not null,
  unit_code text,
  unit_price numeric,
  net_minor bigint not null,
  tax_category text,
  tax_rate_percent numeric,
  period_start_on date,
  period_end_on date,
  constraint invoice_line_pk primary key (billing_account_id, invoice_id, line_no),
  constraint invoice_line_invoice_fk foreign key (billing_account_id, invoice_id) references invoice,
  constraint invoice_line_section_fk foreign key (billing_account_id, invoice_section_id) references invoice_section
);

-- account: tax by category and rate.
create table invoice_tax (
  billing_account_id uuid not null,
  invoice_id uuid not null,
  tax_no integer not null,
  tax_category text not null,
  tax_rate_percent numeric,
  taxable_minor bigint not null,
  tax_minor bigint not null,
  constraint invoice_tax_pk primary key (billing_account_id, invoice_id, tax_no),
  constraint invoice_tax_invoice_fk foreign key (billing_account_id, invoice_id) references invoice
);

-- account: the original as it came, and later what Betalt writes itself.
create table document (
  billing_account_id uuid not null,
  document_id uuid not null,
  invoice_id uuid not null,
  name text not null,
  kind text not null constraint document_kind_ck check (kind in ('Invoice', 'VoidNote', 'TaxReceipt', 'CreditNote', 'Summary', 'Transactions', 'Other')),
  file_name text not null,
  media_type text not null,
  content bytea not null,
  created_at timestamptz not null,
  constraint document_pk primary key (billing_account_id, document_id),
  constraint document_invoice_fk foreign key (billing_account_id, invoice_id) references invoice
);
create unique index document_name_uq on document (billing_account_id, invoice_id, name);
