-- What is looked at a second time: write-offs of invoices that are credited, credit notes and transfers that came before their invoice.

-- What was written off of an invoice, when it is credited or made void.
create index journal_entry_write_off_ix on journal_entry (billing_account_id, invoice_id) where kind = 'write_off';
