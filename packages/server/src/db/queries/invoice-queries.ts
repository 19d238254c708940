import { sql } from 'kysely';
import type { Database } from '../database.ts';

export interface QueryRow {
  readonly query_id: string;
  readonly line_id: string | null;
  readonly asked_by_name: string;
  readonly asked_at: Date;
  readonly closed_at: Date | null;
  readonly closed_by_name: string | null;
  readonly messages: readonly QueryMessage[];
}

/** Inside JSON: the time is text. */
export interface QueryMessage {
  readonly author: string;
  readonly is_issuer: boolean;
  readonly text: string;
  readonly written_at: string;
}

/** The queries about an invoice, newest first, each with its messages in order. */
export async function listQueries(db: Database, billingAccountId: string, invoiceId: string): Promise<QueryRow[]> {
  const { rows } = await sql<QueryRow>`
    select q.query_id, l.line_id, q.asked_by_name, q.asked_at, q.closed_at, q.closed_by_name,
      (select coalesce(jsonb_agg(jsonb_build_object('author', m.author_name, 'is_issuer', m.is_issuer, 'text', m.text,
          'written_at', m.written_at) order by m.message_id), '[]')
        from invoice_query_message m where m.billing_account_id = q.billing_account_id and m.query_id = q.query_id) as messages
    from invoice_query q
    left join invoice_line l on l.billing_account_id = q.billing_account_id and l.invoice_id = q.invoice_id and l.line_no = q.line_no
    where q.billing_account_id = ${billingAccountId} and q.invoice_id = ${invoiceId}
    order by q.query_id desc limit 100`.execute(db);
  return rows;
}
