-- What automatic payment has yet to end; and pay links that the host makes by command, who is no person here.

-- The sweep that follows tries, and clears what was paid by other means.
create index automatic_payment_open_ix on automatic_payment (billing_account_id, invoice_id) where state <> 'paid';

alter table pay_link alter column created_by drop not null;
