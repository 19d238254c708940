-- Dunning and mail: who reads the outbox and how far, notices that were given, mails and whether they left, and what the embedded default's mailbox caught.

-- local: how far each reader of the outbox has come, in commit order (app/events/outbox-readers.ts). No row: nothing was read yet.
create table outbox_reader (
  name text constraint outbox_reader_pk primary key,
  xid xid8 not null,
  event_id uuid not null,
  read_at timestamptz not null
);

-- Who gets a profile's mails beside those who hold a role, and what the profile is warned or disabled for is in its status.
alter table billing_profile add column invoice_recipients text[] not null default '{}';

-- What the sweep of notices looks at, over all accounts: invoices that ask for money, by due date.
create index invoice_dunning_ix on invoice (billing_account_id, due_on) where amount_due_minor > 0 and voided_at is null and document_type = 'Invoice';

-- account: one notice an invoice and step of the timeline (core/dunning/timeline.ts). The key is what makes it one, whoever sweeps.
create table dunning_notice (
  billing_account_id uuid not null,
  invoice_id uuid not null,
  step text not null,
  -- The day in the account's time zone on which it was given.
  given_on date not null,
  given_at timestamptz not null,
  constraint dunning_notice_pk primary key (billing_account_id, invoice_id, step),
  constraint dunning_notice_invoice_fk foreign key (billing_account_id, invoice_id) references invoice
);

-- account: a mail to one address, as it will be sent. Its Message-ID is made of its id, so that one sent twice can be known as one.
create table mail_message (
  billing_account_id uuid not null constraint mail_message_account_fk references billing_account,
  mail_id uuid not null,
  kind text not null,
  recipient text not null,
  recipient_name text,
  language text not null constraint mail_message_language_ck check (language in ('en-US', 'nb-NO')),
  subject text not null,
  html text not null,
  text text not null,
  -- What made it: an event, or a notice. With the address it is there once.
  cause text not null,
  billing_profile_id uuid,
  -- The invoice that it asks to pay: looked at again when it is sent.
  invoice_id uuid,
  step text,
  state text not null default 'queued' constraint mail_message_state_ck check (state in ('queued', 'sent', 'failed', 'dropped')),
  tries smallint not null default 0,
  next_try_at timestamptz,
  -- Why it has not left yet, or never will.
  last_error text,
  -- What the mail server said when it took it.
  smtp_response text,
  created_at timestamptz not null,
  sent_at timestamptz,
  constraint mail_message_pk primary key (billing_account_id, mail_id),
  constraint mail_message_waiting_ck check ((state = 'queued') = (next_try_at is not null)),
  constraint mail_message_invoice_fk foreign key (billing_account_id, invoice_id) references invoice
);
-- Never the same address twice for one thing.
create unique index mail_message_cause_uq on mail_message (billing_account_id, cause, lower(recipient));
-- The sender takes what waits, over all accounts.
create index mail_message_waiting_ix on mail_message (next_try_at) where state = 'queued';
-- The mails of an invoice.
create index mail_message_invoice_ix on mail_message (billing_account_id, invoice_id, mail_id) where invoice_id is not null;

-- local: what the catch-all mailbox of the embedded default took; only the newest 500 stay.
create table caught_mail (
  caught_mail_id uuid constraint caught_mail_pk primary key,
  caught_at timestamptz not null,
  envelope_from text not null,
  envelope_to text[] not null,
  subject text not null,
  raw bytea not null
);
