/**
 * The sandbox's own durable store. Each Stripe object is one row of JSON; the columns that lists filter on are generated
 * from it, so that they can never disagree with it. `seq` is the order of creation: lists are newest first by it.
 */
export const SCHEMA = `
create table if not exists objects (
  seq integer primary key autoincrement,
  id text not null unique,
  object text not null,
  created integer not null,
  body text not null,
  customer text generated always as (body ->> '$.customer') virtual,
  payment_intent text generated always as (body ->> '$.payment_intent') virtual,
  charge text generated always as (body ->> '$.charge') virtual,
  setup_intent text generated always as (body ->> '$.setup_intent') virtual,
  source text generated always as (body ->> '$.source') virtual,
  email text generated always as (body ->> '$.email') virtual,
  type text generated always as (body ->> '$.type') virtual,
  deleted integer generated always as (body ->> '$.deleted') virtual
);
-- lists of a kind; lists of a kind by customer, intent, charge (refunds, disputes), and events by type
create index if not exists objects_by_kind on objects (object, seq);
create index if not exists objects_by_customer on objects (object, customer, seq) where customer is not null;
create index if not exists objects_by_intent on objects (object, payment_intent, seq) where payment_intent is not null;
create index if not exists objects_by_charge on objects (object, charge, seq) where charge is not null;
create index if not exists objects_by_type on objects (object, type, seq) where type is not null;

-- what the bank knows and the API does not show: traits of a card, secret of a webhook endpoint
create table if not exists facts (id text primary key, body text not null) without rowid;

-- the answer first given for an idempotency key, written in the transaction of the work itself
create table if not exists idempotency (
  key text primary key, fingerprint text not null, status integer not null, body text not null,
  request_id text not null, created_at integer not null
) without rowid;

-- webhook deliveries: at least once, kept as a log
create table if not exists deliveries (
  id integer primary key autoincrement,
  event_id text not null, event_type text not null, url text not null, secret text not null,
  state text not null, due_at integer not null, attempts integer not null default 0,
  last_status integer, last_error text, settled_at integer,
  -- a delivery that its receiver should refuse: stale or forged; it is tried once
  bent text
);
create index if not exists deliveries_due on deliveries (due_at) where state = 'waiting';

-- what the bank does later: debits, disputes and refunds settled
create table if not exists tasks (id integer primary key autoincrement, kind text not null, subject text not null, due_at integer not null);
-- what is due, asked for at every tick
create index if not exists tasks_due on tasks (due_at);

-- faults asked for by POST /sandbox/faults, each for a number of times
create table if not exists faults (id integer primary key autoincrement, body text not null, remaining integer not null);

-- how far tests have put the clock forward
create table if not exists clock (id integer primary key, offset_ms integer not null);
`;

/** Columns that came after the first stores were made, added to those that lack them. */
export const LATER_COLUMNS: readonly {
  readonly table: string;
  readonly column: string;
  readonly definition: string;
}[] = [{ table: 'deliveries', column: 'bent', definition: 'bent text' }];
