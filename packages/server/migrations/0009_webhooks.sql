-- Outgoing webhooks and the events feed.

-- account: where a customer's own systems are told of what happens on the account.
create table webhook_endpoint (
  billing_account_id uuid not null constraint webhook_endpoint_account_fk references billing_account,
  webhook_endpoint_id uuid not null,
  -- Name in URLs.
  name text not null,
  url text not null,
  description text not null,
  -- Which types it hears of (core/events/event-types.ts); empty: all.
  event_types text[] not null,
  -- Signing secrets, sealed by a key that is not in the database (app/webhooks/secrets.ts): a copy of the table signs nothing.
  secret bytea not null,
  -- Those before it, [{sealed, until}], newest first: each is good until then. Several, so that a rotation which is repeated because its
  -- answer was lost does not end the secret that the receiver has.
  previous_secrets jsonb not null default '[]',
  is_enabled boolean not null,
  -- user: switched off; gone: it answered 410; failing: nothing was taken for three days.
  disabled_reason text constraint webhook_endpoint_reason_ck check (disabled_reason in ('user', 'gone', 'failing')),
  -- The number of the last delivery: deliveries of an endpoint are numbered without gaps, in the order of the events.
  last_sequence bigint not null default 0,
  -- Since when nothing has been taken; null after each success.
  failing_since timestamptz,
  -- Until when nothing more is sent: the receiver is down, and what is behind waits its turn.
  waits_until timestamptz,
  -- Who sends to it now has it alone until then, so that deliveries stay in order.
  claimed_until timestamptz,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz not null,
  row_version bigint not null default 1,
  constraint webhook_endpoint_pk primary key (billing_account_id, webhook_endpoint_id),
  constraint webhook_endpoint_enabled_ck check (is_enabled = (disabled_reason is null))
);
create unique index webhook_endpoint_name_uq on webhook_endpoint (billing_account_id, upper(name));

-- account: one event for one endpoint, with the bytes that are sent, so that a repetition is the same message.
create table webhook_delivery (
  billing_account_id uuid not null,
  webhook_delivery_id uuid not null,
  webhook_endpoint_id uuid not null,
  sequence bigint not null,
  -- webhook-id: the same however often it is sent.
  event_id uuid not null,
  type text not null,
  body text not null,
  state text not null constraint webhook_delivery_state_ck check (state in ('pending', 'delivered', 'failed')),
  -- Tries of the present run of the schedule (core/events/retry-schedule.ts); sending again begins a new one.
  tries integer not null default 0,
  next_try_at timestamptz,
  -- Of the last try.
  last_tried_at timestamptz,
  last_status smallint,
  last_error text,
  last_duration_ms integer,
  -- The beginning of what the receiver answered.
  last_response text,
  created_at timestamptz not null,
  delivered_at timestamptz,
  constraint webhook_delivery_pk primary key (billing_account_id, webhook_delivery_id),
  constraint webhook_delivery_endpoint_fk foreign key (billing_account_id, webhook_endpoint_id) references webhook_endpoint,
  constraint webhook_delivery_pending_ck check ((state = 'pending') = (next_try_at is not null))
);
-- The order of sending.
create unique index webhook_delivery_sequence_uq on webhook_delivery (billing_account_id, webhook_endpoint_id, sequence);
-- An event is fanned out once, however often its reader is killed.
create unique index webhook_delivery_event_uq on webhook_delivery (billing_account_id, webhook_endpoint_id, event_id);
-- The log of an endpoint, newest first.
create index webhook_delivery_list_ix on webhook_delivery (billing_account_id, webhook_endpoint_id, webhook_delivery_id desc);
-- What is to be sent, over all accounts.
create index webhook_delivery_due_ix on webhook_delivery (next_try_at) where next_try_at is not null;
-- What the nightly sweep forgets, over all accounts.
create index webhook_delivery_age_ix on webhook_delivery (created_at);

-- GET BA/events: an account's events in commit order, from a cursor.
create index outbox_event_account_ix on outbox_event (billing_account_id, xid, event_id);
-- The nightly sweep: outbox rows and worked-off gateway events that are old enough.
create index outbox_event_age_ix on outbox_event (created_at);
create index gateway_event_processed_ix on gateway_event (processed_at) where processed_at is not null;
