-- What automatic payment has yet to end: the sweep that follows tries, and clears what was paid by other means.

create index automatic_payment_open_ix on automatic_payment (billing_account_id, invoice_id) where state <> 'paid';
