-- Recording and applying payments, many in one call; core/payments decides the same, and a test holds this SQL to it.

-- What an outcome becomes when news arrives; null keeps it, and asks for nothing. The same table as core/payments/outcome.ts.
-- unknown and processing may be heard again: that plans the next check.
create function next_outcome(current_outcome text, incoming text) returns text language sql immutable parallel safe as $$
  select case
    when current_outcome = 'succeeded' then null
    when current_outcome in ('declined', 'not_attempted', 'canceled') then case when incoming = 'succeeded' then 'succeeded' end
    when incoming = 'unknown' then case when current_outcome in ('recorded', 'unknown') then 'unknown' end
    when incoming = 'requires_action' then case when current_outcome in ('recorded', 'unknown') then 'requires_action' end
    else incoming
  end
$$;

-- Pass 1. `requests` is an array of RecordRequest (app/payments/record-payments.ts); the answer is an array in the same order.
-- Lock order: every invoice of the batch by account and id, before anything is decided; a payment is a new row.
-- Each request succeeds or is rejected alone: a rejection is an answer, never an exception.
create function record_payments(requests jsonb) returns jsonb language plpgsql as $$
declare
  request jsonb;
  ask jsonb;
  answers jsonb := '[]';
  v_ba uuid;
  v_at timestamptz;
  v_key idempotency_key%rowtype;
  v_method payment_method%rowtype;
  v_invoice invoice%rowtype;
  v_rejection text;
  v_rejected_invoice text;
  v_amount bigint;
  v_total bigint;
  v_currency text;
  v_limit bigint;
  v_minimum bigint;
  v_invoices jsonb;
  v_profiles jsonb;
begin
  perform 1
    from jsonb_array_elements(requests) r(request), jsonb_array_elements(r.request -> 'invoices') a(ask), invoice i
    where i.billing_account_id = (r.request ->> 'billingAccountId')::uuid and upper(i.name) = upper(a.ask ->> 'name')
    order by i.billing_account_id, i.invoice_id
    for update of i;

  for request in select value from jsonb_array_elements(requests) loop
    v_ba := (request ->> 'billingAccountId')::uuid;
    v_at := (request ->> 'at')::timestamptz;
    v_rejection := null;
    v_rejected_invoice := null;

    select * into v_key from idempotency_key k
      where k.billing_account_id = v_ba and k.principal_id = (request ->> 'principalId')::uuid and k.key = request ->> 'idempotencyKey';
    if found then
      answers := answers || case when v_key.request_hash = decode(request ->> 'requestHash', 'hex')
        then jsonb_build_object('replayOf', v_key.payment_id)
        else jsonb_build_object('rejection', 'IdempotencyKeyReused') end;
      continue;
    end if;

    select * into v_method from payment_method m
      where m.payment_method_id = (request ->> 'paymentMethodId')::uuid and m.removed_at is null;
    if not found then v_rejection := 'PaymentMethodNotFound'; end if;

    v_total := 0;
    v_currency := null;
    v_invoices := '[]';
    v_profiles := '[]';
    for ask in select value from jsonb_array_elements(request -> 'invoices') loop
      exit when v_rejection is not null;
      v_rejected_invoice := ask ->> 'name';
      select * into v_invoice from invoice i where i.billing_account_id = v_ba and upper(i.name) = upper(ask ->> 'name');
      v_amount := coalesce((ask ->> 'amountMinor')::bigint, v_invoice.amount_due_minor);
      v_minimum := coalesce((request -> 'rules' -> 'minimumMinor' ->> v_invoice.currency)::bigint, 1);
      v_rejection := case
        when v_invoice.invoice_id is null then 'InvoiceNotFound'
        when request -> 'readableProfiles' <> '"all"' and not request -> 'readableProfiles' ? v_invoice.billing_profile_id::text then 'InvoiceNotFound'
        when request -> 'payableProfiles' <> '"all"' and not request -> 'payableProfiles' ? v_invoice.billing_profile_id::text then 'NoPermission'
        when v_method.user_id <> (request ->> 'principalId')::uuid and not exists (
          select 1 from payment_method_link l where l.billing_account_id = v_ba
            and l.billing_profile_id = v_invoice.billing_profile_id and l.payment_method_id = v_method.payment_method_id) then 'PaymentMethodNotFound'
        when v_invoice.voided_at is not null then 'InvoiceVoid'
        when v_invoice.document_type = 'CreditNote' then 'CreditNote'
        when v_invoice.amount_due_minor <= 0 then 'InvoiceAlreadyPaid'
        when v_invoice.disputed_at is not null then 'InvoiceDisputed'
        when v_invoice.live_payment_id is not null then 'PaymentInProgress'
        when not (request -> 'rules' ->> 'cardAllowed')::boolean then 'CardNotAllowed'
        when v_currency is not null and v_currency <> v_invoice.currency then 'SeveralCurrencies'
        when v_amount > v_invoice.amount_due_minor then 'AmountAboveDue'
        when v_amount < v_invoice.amount_due_minor and not (request -> 'rules' ->> 'partPayment')::boolean then 'PartPaymentNotAllowed'
        when v_amount < least(v_minimum, v_invoice.amount_due_minor) then 'AmountBelowMinimum'
      end;
      v_currency := v_invoice.currency;
      v_total := v_total + v_amount;
      v_invoices := v_invoices || jsonb_build_object('invoiceId', v_invoice.invoice_id, 'name', v_invoice.name,
        'billingProfileId', v_invoice.billing_profile_id, 'amountMinor', v_amount::text);
      v_profiles := v_profiles || to_jsonb(v_invoice.billing_profile_id);
    end loop;

    v_limit := (request -> 'rules' -> 'cardLimitMinor' ->> v_currency)::bigint;
    if v_rejection is null and v_limit is not null and v_total > v_limit then v_rejection := 'AboveCardLimit'; end if;
    -- A card's last month ends in UTC, as the portal shows it (http/present/payment.ts), whatever zone the server is set to.
    if v_rejection is null and make_date(v_method.expires_year, v_method.expires_month, 1) + interval '1 month' <= v_at at time zone 'UTC' then
      v_rejection := 'PaymentMethodExpired';
    end if;
    if v_rejection is not null then
      answers := answers || jsonb_build_object('rejection', v_rejection, 'invoiceName', v_rejected_invoice);
      continue;
    end if;

    insert into idempotency_key (billing_account_id, principal_id, key, request_hash, payment_id, created_at)
      values (v_ba, (request ->> 'principalId')::uuid, request ->> 'idempotencyKey', decode(request ->> 'requestHash', 'hex'),
        (request ->> 'paymentId')::uuid, v_at)
      on conflict on constraint idempotency_key_pk do nothing;
    -- Another process used the key for other invoices a moment ago: whoever waited reads what it did.
    if not found then
      select * into v_key from idempotency_key k
        where k.billing_account_id = v_ba and k.principal_id = (request ->> 'principalId')::uuid and k.key = request ->> 'idempotencyKey';
      answers := answers || case when v_key.request_hash = decode(request ->> 'requestHash', 'hex')
        then jsonb_build_object('replayOf', v_key.payment_id)
        else jsonb_build_object('rejection', 'IdempotencyKeyReused') end;
      continue;
    end if;

    insert into payment (billing_account_id, payment_id, currency, amount_minor, outcome, payment_method_id, method_family, method_brand,
        method_last_four, paid_by, paid_by_name, created_at, next_check_at)
      values (v_ba, (request ->> 'paymentId')::uuid, v_currency, v_total, 'recorded', v_method.payment_method_id, v_method.family, v_method.brand,
        v_method.last_four, (request ->> 'principalId')::uuid, request ->> 'principalName', v_at, (request ->> 'nextCheckAt')::timestamptz);
    insert into payment_attempt (billing_account_id, attempt_id, payment_id, gateway, gateway_customer_id, gateway_payment_method_id, outcome, started_at)
      values (v_ba, (request ->> 'attemptId')::uuid, (request ->> 'paymentId')::uuid, v_method.gateway, v_method.gateway_customer_id,
        v_method.gateway_payment_method_id, 'recorded', v_at);
    insert into allocation (billing_account_id, payment_id, invoice_id, billing_profile_id, amount_minor, state)
      select v_ba, (request ->> 'paymentId')::uuid, (i ->> 'invoiceId')::uuid, (i ->> 'billingProfileId')::uuid, (i ->> 'amountMinor')::bigint, 'live'
      from jsonb_array_elements(v_invoices) i;
    update invoice i set live_payment_id = (request ->> 'paymentId')::uuid, live_outcome = 'recorded', row_version = i.row_version + 1
      from jsonb_array_elements(v_invoices) part
      where i.billing_account_id = v_ba and i.invoice_id = (part ->> 'invoiceId')::uuid;
    insert into activity_log (billing_account_id, activity_id, at, actor_id, actor_name, action, resource_id, result, facts)
      values (v_ba, (request ->> 'activityId')::uuid, v_at, (request ->> 'principalId')::uuid, request ->> 'principalName', 'invoice.pay',
        request ->> 'paymentId', 'Succeeded', jsonb_build_object('invoices', v_invoices, 'currency', v_currency));
    insert into outbox_event (billing_account_id, event_id, type, facts, created_at)
      values (v_ba, (request ->> 'eventId')::uuid, 'payment.started', jsonb_build_object('paymentName', request ->> 'paymentId',
        'invoiceNames', jsonb_path_query_array(v_invoices, '$[*].name'), 'billingProfileIds', v_profiles), v_at);

    answers := answers || jsonb_build_object('recorded', jsonb_build_object(
      'paymentId', request ->> 'paymentId', 'attemptId', request ->> 'attemptId', 'currency', v_currency, 'amountMinor', v_total::text,
      'gateway', v_method.gateway, 'customerId', v_method.gateway_customer_id, 'methodId', v_method.gateway_payment_method_id,
      'invoiceNames', jsonb_path_query_array(v_invoices, '$[*].name')));
  end loop;
  return answers;
end
$$;

-- Pass 3: the only door for what a gateway says, whoever brought it. `results` is an array of ApplyRequest
-- (app/payments/apply-gateway-results.ts). Lock order: payments, then invoices, each by account and id.
-- Applying a result again, or an older one after a newer one, changes nothing.
create function apply_gateway_results(results jsonb) returns jsonb language plpgsql as $$
declare
  result jsonb;
  answers jsonb := '[]';
  v_ba uuid;
  v_at timestamptz;
  v_payment payment%rowtype;
  v_next text;
  v_part record;
  v_applied bigint;
  v_entry uuid;
  v_posting smallint;
  v_names jsonb;
  v_profiles jsonb;
  v_schedule jsonb;
begin
  perform 1
    from jsonb_array_elements(results) r(result), payment p
    where p.billing_account_id = (r.result ->> 'billingAccountId')::uuid and p.payment_id = (r.result ->> 'paymentId')::uuid
    order by p.billing_account_id, p.payment_id
    for update of p;
  perform 1
    from jsonb_array_elements(results) r(result), allocation a, invoice i
    where a.billing_account_id = (r.result ->> 'billingAccountId')::uuid and a.payment_id = (r.result ->> 'paymentId')::uuid
      and i.billing_account_id = a.billing_account_id and i.invoice_id = a.invoice_id
    order by i.billing_account_id, i.invoice_id
    for update of i;

  for result in select value from jsonb_array_elements(results) loop
    v_ba := (result ->> 'billingAccountId')::uuid;
    v_at := (result ->> 'at')::timestamptz;
    select * into v_payment from payment p where p.billing_account_id = v_ba and p.payment_id = (result ->> 'paymentId')::uuid;
    if not found then
      answers := answers || jsonb_build_object('rejection', 'PaymentNotFound');
      continue;
    end if;
    v_next := next_outcome(v_payment.outcome, result ->> 'outcome');
    if v_next is null then
      answers := answers || jsonb_build_object('outcome', v_payment.outcome, 'changed', false);
      continue;
    end if;

    -- What waits for the gateway is asked again after result.checkAfterSeconds[checks]; what waits for the payer, when that time is over.
    v_schedule := result -> 'checkAfterSeconds';
    update payment_attempt a set
        outcome = v_next,
        gateway_payment_id = coalesce(result ->> 'gatewayPaymentId', a.gateway_payment_id),
        decline_code = result ->> 'declineCode',
        finished_at = case when v_next in ('succeeded', 'declined', 'not_attempted', 'canceled') then v_at end
      where a.billing_account_id = v_ba and a.attempt_id = (result ->> 'attemptId')::uuid;
    update payment p set
        outcome = v_next,
        decline_code = result ->> 'declineCode',
        client_secret = case when v_next = 'requires_action' then result ->> 'clientSecret' end,
        settled_at = case when v_next = 'succeeded' then v_at end,
        expires_at = case when v_next = 'requires_action' then coalesce(p.expires_at, (result ->> 'expiresAt')::timestamptz) end,
        checks = p.checks + 1,
        next_check_at = case
          when v_next = 'requires_action' then coalesce(p.expires_at, (result ->> 'expiresAt')::timestamptz)
          when v_next in ('unknown', 'processing') then
            v_at + make_interval(secs => (v_schedule ->> least(p.checks, jsonb_array_length(v_schedule) - 1))::int)
        end
      where p.billing_account_id = v_ba and p.payment_id = v_payment.payment_id;

    v_names := '[]';
    v_profiles := '[]';
    v_posting := 1;
    v_entry := (result ->> 'journalEntryId')::uuid;
    if v_next = 'succeeded' then
      insert into journal_entry (billing_account_id, journal_entry_id, kind, currency, posted_at, payment_id)
        values (v_ba, v_entry, 'card_settled', v_payment.currency, v_at, v_payment.payment_id);
    end if;
    for v_part in
      select a.invoice_id, a.billing_profile_id, a.amount_minor, i.name, i.amount_due_minor, i.voided_at
        from allocation a join invoice i on i.billing_account_id = a.billing_account_id and i.invoice_id = a.invoice_id
        where a.billing_account_id = v_ba and a.payment_id = v_payment.payment_id
        order by a.invoice_id
    loop
      v_names := v_names || to_jsonb(v_part.name);
      v_profiles := v_profiles || to_jsonb(v_part.billing_profile_id);
      if v_next = 'succeeded' then
        -- A late yes may find the invoice paid or voided meanwhile: what it cannot take becomes money on account.
        v_applied := case when v_part.voided_at is null then least(v_part.amount_minor, v_part.amount_due_minor) else 0 end;
        update allocation a set
            state = case when v_applied > 0 then 'settled' else 'released' end,
            amount_minor = case when v_applied > 0 then v_applied else a.amount_minor end
          where a.billing_account_id = v_ba and a.payment_id = v_payment.payment_id and a.invoice_id = v_part.invoice_id;
        update invoice i set
            amount_due_minor = i.amount_due_minor - v_applied,
            payments = case when v_applied > 0 then i.payments || jsonb_build_object('paymentId', v_payment.payment_id, 'amountMinor', v_applied::text,
              'at', v_at, 'methodId', v_payment.payment_method_id, 'family', v_payment.method_family, 'brand', v_payment.method_brand) else i.payments end,
            live_payment_id = case when i.live_payment_id <> v_payment.payment_id then i.live_payment_id end,
            live_outcome = case when i.live_payment_id <> v_payment.payment_id then i.live_outcome end,
            row_version = i.row_version + 1
          where i.billing_account_id = v_ba and i.invoice_id = v_part.invoice_id;
        insert into posting (billing_account_id, journal_entry_id, posting_no, billing_profile_id, ledger_account, currency, amount_minor)
          select v_ba, v_entry, v_posting + line.no, v_part.billing_profile_id, line.ledger_account, v_payment.currency, line.amount_minor
          from (values (0, 'gateway_clearing', v_part.amount_minor), (1, 'receivable', -v_applied),
                       (2, 'money_on_account', v_applied - v_part.amount_minor)) line (no, ledger_account, amount_minor)
          where line.amount_minor <> 0;
        v_posting := v_posting + 3;
      elsif v_next in ('declined', 'not_attempted', 'canceled') then
        update allocation a set state = 'released'
          where a.billing_account_id = v_ba and a.payment_id = v_payment.payment_id and a.invoice_id = v_part.invoice_id;
        update invoice i set
            failed_payments = case when v_next = 'declined' then i.failed_payments || jsonb_build_object('paymentId', v_payment.payment_id, 'at', v_at,
              'declineCode', result ->> 'declineCode') else i.failed_payments end,
            live_payment_id = null, live_outcome = null, row_version = i.row_version + 1
          where i.billing_account_id = v_ba and i.invoice_id = v_part.invoice_id;
      elsif v_next <> v_payment.outcome then
        update invoice i set live_outcome = v_next, row_version = i.row_version + 1
          where i.billing_account_id = v_ba and i.invoice_id = v_part.invoice_id and i.live_payment_id = v_payment.payment_id;
      end if;
    end loop;

    if v_next <> v_payment.outcome then
      insert into outbox_event (billing_account_id, event_id, type, facts, created_at)
        values (v_ba, (result ->> 'eventId')::uuid, 'payment.' || v_next, jsonb_build_object('paymentName', v_payment.payment_id,
          'invoiceNames', v_names, 'billingProfileIds', v_profiles), v_at);
    end if;
    answers := answers || jsonb_build_object('outcome', v_next, 'changed', v_next <> v_payment.outcome);
  end loop;
  return answers;
end
$$;
