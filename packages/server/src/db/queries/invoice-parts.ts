import type pg from 'pg';
import { INVOICE_REFUNDS, type InvoiceRefunds } from './invoice-refunds.ts';

export interface LineRow {
  readonly line_id: string;
  readonly description: string;
  readonly section_name: string | null;
  readonly section_display_name: string | null;
  readonly quantity: string;
  readonly unit_code: string | null;
  readonly unit_price: string | null;
  readonly net_minor: string;
  readonly tax_category: string | null;
  readonly tax_rate_percent: string | null;
  readonly period_start_on: string | null;
  readonly period_end_on: string | null;
}

export interface TaxRow {
  readonly tax_category: string;
  readonly tax_rate_percent: string | null;
  readonly taxable_minor: string;
  readonly tax_minor: string;
}

export interface DocumentName {
  readonly name: string;
  readonly kind: string;
  readonly file_name: string;
  readonly media_type: string;
}

/** The documents that this one credits, replaces, or is credited and replaced by: names in URLs. */
export interface RelatedInvoices {
  readonly credits: string | null;
  readonly replaces: string | null;
  readonly replaced_by: string | null;
  readonly credit_notes: readonly {
    readonly name: string;
    readonly on: string;
    readonly total_minor: string;
    readonly left_minor: string;
  }[];
  /** Of a credit note: what it paid, less what was taken back. */
  readonly uses: readonly { readonly name: string; readonly at: string; readonly amount_minor: string }[];
  readonly has_open_query: boolean;
}

/** What belongs to a single invoice besides its row. Numbers are text, since JSON has neither bigint nor numeric. */
export interface InvoiceParts extends InvoiceRefunds {
  readonly lines: readonly LineRow[];
  readonly taxes: readonly TaxRow[];
  readonly documents: readonly DocumentName[];
  readonly related: RelatedInvoices;
}

/** All parts in one round trip by one prepared statement. */
export async function readInvoiceParts(
  pool: Pick<pg.Pool, 'query'>,
  billingAccountId: string,
  invoiceId: string,
): Promise<InvoiceParts> {
  const { rows } = await pool.query<InvoiceParts>({
    name: 'invoice-parts',
    text: PARTS,
    values: [billingAccountId, invoiceId],
  });
  const [parts] = rows;
  if (parts === undefined) throw new Error(`invoice ${invoiceId} answered no parts`);
  return parts;
}

const PARTS = `select ${INVOICE_REFUNDS},
  (select coalesce(json_agg(json_build_object('line_id', l.line_id, 'description', l.description, 'section_name', s.name,
      'section_display_name', s.display_name, 'quantity', l.quantity::text, 'unit_code', l.unit_code, 'unit_price', l.unit_price::text,
      'net_minor', l.net_minor::text, 'tax_category', l.tax_category, 'tax_rate_percent', trim_scale(l.tax_rate_percent)::text,
      'period_start_on', l.period_start_on, 'period_end_on', l.period_end_on) order by l.line_no), '[]')
    from invoice_line l
    left join invoice_section s on s.billing_account_id = l.billing_account_id and s.invoice_section_id = l.invoice_section_id
    where l.billing_account_id = $1 and l.invoice_id = $2) as lines,
  (select coalesce(json_agg(json_build_object('tax_category', t.tax_category, 'tax_rate_percent', trim_scale(t.tax_rate_percent)::text,
      'taxable_minor', t.taxable_minor::text, 'tax_minor', t.tax_minor::text) order by t.tax_no), '[]')
    from invoice_tax t where t.billing_account_id = $1 and t.invoice_id = $2) as taxes,
  (select coalesce(json_agg(json_build_object('name', d.name, 'kind', d.kind, 'file_name', d.file_name, 'media_type', d.media_type) order by d.name), '[]')
    from document d where d.billing_account_id = $1 and d.invoice_id = $2) as documents,
  (select json_build_object(
      'credits', (select o.name from invoice o where o.billing_account_id = $1 and o.invoice_id = i.credits_invoice_id),
      'replaces', (select o.name from invoice o where o.billing_account_id = $1 and o.invoice_id = i.replaces_invoice_id),
      'replaced_by', (select o.name from invoice o where o.billing_account_id = $1 and o.replaces_invoice_id = i.invoice_id
        order by o.invoice_id desc limit 1),
      'credit_notes', (select coalesce(json_agg(json_build_object('name', o.name, 'on', o.invoice_on, 'total_minor', o.total_minor::text,
          'left_minor', o.amount_due_minor::text) order by o.invoice_id), '[]')
        from invoice o where o.billing_account_id = $1 and o.credits_invoice_id = i.invoice_id and o.voided_at is null),
      'uses', (select coalesce(json_agg(json_build_object('name', o.name, 'at', to_char(p.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'amount_minor', (u.amount_minor - u.returned_minor)::text) order by u.payment_id, u.use_no), '[]')
        from credit_use u
        join payment p on p.billing_account_id = u.billing_account_id and p.payment_id = u.payment_id
        join invoice o on o.billing_account_id = u.billing_account_id and o.invoice_id = u.invoice_id
        where u.billing_account_id = $1 and u.credit_note_id = i.invoice_id and u.amount_minor > u.returned_minor),
      'has_open_query', exists (select 1 from invoice_query q where q.billing_account_id = $1 and q.invoice_id = i.invoice_id and q.closed_at is null))
    from invoice i where i.billing_account_id = $1 and i.invoice_id = $2) as related`;

export interface DocumentRow extends DocumentName {
  readonly content: Buffer;
}

export async function readDocument(
  pool: pg.Pool,
  billingAccountId: string,
  invoiceId: string,
  name: string,
): Promise<DocumentRow | undefined> {
  const { rows } = await pool.query<DocumentRow>({
    name: 'read-document',
    text: 'select name, kind, file_name, media_type, content from document where billing_account_id = $1 and invoice_id = $2 and name = $3',
    values: [billingAccountId, invoiceId, name],
  });
  return rows[0];
}
