-- What is looked at a second time: write-offs of invoices that are credited, credit notes and transfers that came before their invoice.

-- What was written off of an invoice, when it is credited or made void.
create index journal_entry_write_off_ix on journal_entry (billing_account_id, invoice_id) where kind = 'write_off';

-- A key of the issuer's that made a credit note or a corrected invoice: which one. payment_id is then its id too, and no payment's; whoever
-- looks for a payment compares the hash of what was asked first.
alter table idempotency_key add column invoice_id uuid;

-- Credit notes whose invoice has not come yet, asked for whenever invoices are issued.
create index invoice_waiting_note_ix on invoice (billing_account_id, billing_profile_id)
  where document_type = 'CreditNote' and credits_invoice_id is null;

-- A customer's name as core/bank/payer-key.ts compares it with what a bank writes: ø as O or OE, å as A or AA.
create function payer_key(name text) returns text language sql immutable parallel safe as $$
  select regexp_replace(regexp_replace(upper(regexp_replace(
    replace(replace(replace(translate(normalize(name, NFKD), 'øØæÆœŒłŁđĐðÐ', 'OOAAOOLLDDDD'), 'ß', 'SS'), 'þ', 'TH'), 'Þ', 'TH'),
    '[^0-9A-Za-z]', '', 'g')), 'A[AE]', 'A', 'g'), '([OU])E', '\1', 'g')
$$;
create index billing_account_payer_key_ix on billing_account (payer_key(display_name) text_pattern_ops);
