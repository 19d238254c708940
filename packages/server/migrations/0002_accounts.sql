-- Accounts: billing account, profile, section, who may do what, and what was done.

-- account: the billing account, and the mutex of everything that belongs to it.
create table billing_account (
  billing_account_id uuid constraint billing_account_pk primary key,
  -- Second half of the name in URLs, {billing_account_id}:{organization_id}_2019-05-31, as Azure writes it.
  organization_id uuid not null,
  display_name text not null,
  agreement_type text not null constraint billing_account_agreement_ck check (agreement_type in
    ('MicrosoftCustomerAgreement', 'MicrosoftOnlineServicesProgram', 'EnterpriseAgreement', 'MicrosoftPartnerAgreement')),
  account_type text not null constraint billing_account_type_ck check (account_type in ('Business', 'Individual')),
  status text not null default 'Active' constraint billing_account_status_ck check (status in ('Active', 'Disabled', 'Deleted')),
  sold_to jsonb not null,
  time_zone text not null,
  -- Gap-free invoice numbers come from here, in the transaction that issues (UPDATE … RETURNING).
  invoices_issued bigint not null default 0,
  created_at timestamptz not null
);

-- account: which accounts a person may see. Written before the role assignment that it announces.
create table user_account (
  billing_account_id uuid not null,
  user_id uuid not null,
  constraint user_account_pk primary key (billing_account_id, user_id),
  constraint user_account_user_fk foreign key (user_id) references app_user
);
-- GET /billingAccounts: from a person to their accounts.
create index user_account_user_ix on user_account (user_id);

-- account: who accepted which version of the vendor's customer agreement, when, from where.
create table agreement_acceptance (
  billing_account_id uuid not null constraint agreement_acceptance_account_fk references billing_account,
  agreement_version text not null,
  user_id uuid not null constraint agreement_acceptance_user_fk references app_user,
  accepted_at timestamptz not null,
  ip_address text,
  constraint agreement_acceptance_pk primary key (billing_account_id, agreement_version, user_id)
);

-- account: has its own invoices, currency, bill-to and payment methods.
create table billing_profile (
  billing_account_id uuid not null constraint billing_profile_account_fk references billing_account,
  billing_profile_id uuid not null,
  name text not null,
  display_name text not null,
  currency text not null,
  bill_to jsonb not null,
  invoice_day smallint not null default 5,
  invoice_email_opt_in boolean not null default true,
  po_number text,
  status text not null default 'Active' constraint billing_profile_status_ck check (status in ('Active', 'Warned', 'Disabled', 'Deleted')),
  default_payment_method_id uuid,
  created_at timestamptz not null,
  constraint billing_profile_pk primary key (billing_account_id, billing_profile_id)
);
create unique index billing_profile_name_uq on billing_profile (billing_account_id, upper(name));

-- account: how an invoice groups its lines.
create table invoice_section (
  billing_account_id uuid not null,
  invoice_section_id uuid not null,
  billing_profile_id uuid not null,
  name text not null,
  display_name text not null,
  state text not null default 'Active' constraint invoice_section_state_ck check (state in ('Active', 'Restricted')),
  created_at timestamptz not null,
  constraint invoice_section_pk primary key (billing_account_id, invoice_section_id),
  constraint invoice_section_profile_fk foreign key (billing_account_id, billing_profile_id) references billing_profile
);
create unique index invoice_section_name_uq on invoice_section (billing_account_id, billing_profile_id, upper(name));

-- account: a role at one of three scopes; both ids null is the account itself. Role names: core/access/roles.ts.
create table role_assignment (
  billing_account_id uuid not null constraint role_assignment_account_fk references billing_account,
  role_assignment_id uuid not null,
  user_id uuid not null constraint role_assignment_user_fk references app_user,
  role text not null,
  billing_profile_id uuid,
  invoice_section_id uuid,
  created_by uuid,
  created_at timestamptz not null,
  constraint role_assignment_pk primary key (billing_account_id, role_assignment_id),
  constraint role_assignment_uq unique nulls not distinct (billing_account_id, user_id, role, billing_profile_id, invoice_section_id),
  constraint role_assignment_profile_fk foreign key (billing_account_id, billing_profile_id) references billing_profile,
  constraint role_assignment_section_fk foreign key (billing_account_id, invoice_section_id) references invoice_section
);

-- account: cards that whoever may pay the profile's invoices may use.
create table payment_method_link (
  billing_account_id uuid not null,
  billing_profile_id uuid not null,
  payment_method_id uuid not null constraint payment_method_link_method_fk references payment_method,
  linked_by uuid not null constraint payment_method_link_user_fk references app_user,
  created_at timestamptz not null,
  constraint payment_method_link_pk primary key (billing_account_id, billing_profile_id, payment_method_id),
  constraint payment_method_link_profile_fk foreign key (billing_account_id, billing_profile_id) references billing_profile
);
-- What blocks the removal of a card.
create index payment_method_link_method_ix on payment_method_link (payment_method_id);

-- account: every write and every refused attempt, readable by both sides.
create table activity_log (
  billing_account_id uuid not null constraint activity_log_account_fk references billing_account,
  activity_id uuid not null,
  at timestamptz not null,
  actor_id uuid,
  actor_name text not null,
  action text not null,
  resource_id text,
  result text not null constraint activity_log_result_ck check (result in ('Succeeded', 'Denied')),
  facts jsonb not null default '{}',
  constraint activity_log_pk primary key (billing_account_id, activity_id)
);

-- account: what happened, written in the transaction that made it so; read in commit order by xid (live stream, webhooks, mail).
create table outbox_event (
  billing_account_id uuid not null,
  event_id uuid not null,
  type text not null,
  facts jsonb not null,
  created_at timestamptz not null,
  -- Readers take only what lies below the snapshot's xmin, so nothing that commits late is skipped.
  xid xid8 not null default pg_current_xact_id(),
  constraint outbox_event_pk primary key (billing_account_id, event_id)
);
create index outbox_event_xid_ix on outbox_event (xid, event_id);
