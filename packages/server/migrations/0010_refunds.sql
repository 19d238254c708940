-- What refunds and disputes need besides their rows: replay by key, the sweeps, staff's list.

-- A key that asked for a refund names it, beside the payment that it is of.
alter table idempotency_key add column refund_id uuid;

-- A refund finds its way back by the gateway's own name, when the gateway tells of it.
create index refund_gateway_ix on refund (gateway_refund_id) where gateway_refund_id is not null;
-- Staff's list, over all accounts: refunds that failed, and those that a bank takes long over.
create index refund_attention_ix on refund (created_at) where outcome <> 'succeeded';

-- The daily look at disputes that are not decided, and staff's list, over all accounts.
create index dispute_open_ix on dispute (opened_at) where state = 'open';
-- Staff's list, over all accounts: automatic payments that wait for somebody.
create index automatic_payment_attention_ix on automatic_payment (updated_at) where state in ('needs_authentication', 'stopped');

-- Staff have seen a failed refund and dealt with it: it leaves their list and stays in the books.
alter table refund add column dealt_with_at timestamptz;
