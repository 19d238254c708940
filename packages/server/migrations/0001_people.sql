-- People, sessions and tokens: who signs in. All tables here are global.

-- global: a person, or the person behind a service.
create table app_user (
  user_id uuid constraint app_user_pk primary key,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
-- One person an address, whatever its case: sign-in and sign-up look here.
create unique index app_user_email_uq on app_user (lower(email));

-- global: a browser session. The token is random and signed in the cookie; the API reads it by its own prepared query.
create table user_session (
  session_id uuid constraint user_session_pk primary key,
  token text not null constraint user_session_token_uq unique,
  user_id uuid not null constraint user_session_user_fk references app_user on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
-- Sign out everywhere, and listing a person's sessions.
create index user_session_user_ix on user_session (user_id);

-- global: how a person proves who they are: a password (scrypt hash), later a provider's subject.
create table user_credential (
  credential_id uuid constraint user_credential_pk primary key,
  account_id text not null,
  provider_id text not null,
  user_id uuid not null constraint user_credential_user_fk references app_user on delete cascade,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint user_credential_provider_uq unique (provider_id, account_id)
);
create index user_credential_user_ix on user_credential (user_id);

-- global: language, theme and the like.
create table user_setting (
  user_id uuid constraint user_setting_pk primary key constraint user_setting_user_fk references app_user on delete cascade,
  language text constraint user_setting_language_ck check (language in ('en-US', 'nb-NO')),
  theme text not null default 'system' constraint user_setting_theme_ck check (theme in ('system', 'light', 'dark', 'highContrast')),
  show_source_on_hover boolean not null default false,
  updated_at timestamptz not null
);

-- global: bearer tokens. Only the SHA-256 of a token is kept, so a copy of the table opens nothing.
create table access_token (
  token_hash bytea constraint access_token_pk primary key,
  user_id uuid not null constraint access_token_user_fk references app_user on delete cascade,
  description text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index access_token_user_ix on access_token (user_id);

-- global: failed sign-ins by account and by address, so that guessing slows down on every process at once.
create table sign_in_throttle (
  subject text constraint sign_in_throttle_pk primary key,
  failures integer not null,
  window_started_at timestamptz not null,
  blocked_until timestamptz
);

-- global: an address that may sign up when sign-up is by invitation; only the code's SHA-256 is kept.
create table sign_up_invitation (
  code_hash bytea constraint sign_up_invitation_pk primary key,
  email text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- global: staff of the issuer (the vendor), outside every customer's account.
create table issuer_role_assignment (
  user_id uuid not null constraint issuer_role_user_fk references app_user on delete cascade,
  role text not null constraint issuer_role_ck check (role in ('Issuer administrator', 'Issuer finance', 'Issuer support')),
  created_at timestamptz not null,
  constraint issuer_role_assignment_pk primary key (user_id, role)
);

-- global: a person's customer object at a gateway; cards belong to the person who entered them.
create table gateway_customer (
  user_id uuid not null constraint gateway_customer_user_fk references app_user,
  gateway text not null,
  customer_id text not null,
  created_at timestamptz not null,
  constraint gateway_customer_pk primary key (user_id, gateway)
);

-- global: a card (or, later, another method) by the gateway's token. Never a number.
create table payment_method (
  payment_method_id uuid constraint payment_method_pk primary key,
  user_id uuid not null constraint payment_method_user_fk references app_user,
  gateway text not null,
  gateway_customer_id text not null,
  gateway_payment_method_id text not null,
  family text not null constraint payment_method_family_ck check (family in ('CreditCard', 'CheckWire', 'DirectDebit', 'Other')),
  brand text not null,
  last_four text,
  expires_month smallint,
  expires_year smallint,
  holder_name text,
  is_kept boolean not null,
  created_at timestamptz not null,
  removed_at timestamptz,
  constraint payment_method_gateway_uq unique (gateway, gateway_payment_method_id)
);
-- Your payment methods.
create index payment_method_user_ix on payment_method (user_id) where removed_at is null;

-- global: events of gateways, stored before any work is done and de-duplicated by the gateway's own id.
create table gateway_event (
  gateway text not null,
  event_id text not null,
  type text not null,
  payload jsonb not null,
  received_at timestamptz not null,
  processed_at timestamptz,
  failures integer not null default 0,
  last_error text,
  next_try_at timestamptz not null,
  constraint gateway_event_pk primary key (gateway, event_id)
);
-- The worker takes what waits, oldest first.
create index gateway_event_waiting_ix on gateway_event (next_try_at) where processed_at is null;
