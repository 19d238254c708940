import { type Actor, may } from '@betalt/core/access/may.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { sql } from 'kysely';
import { inTransaction, type Tx } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import { insertRows } from '../../db/queries/issue-rows.ts';
import {
  type AccessRejection,
  authorizeOnInvoice,
  type InvoiceReference,
  type IssuerDependencies,
} from '../invoices/issuer-operation.ts';
import { type InvoiceMoney, lockInvoices } from '../money/invoice-money.ts';
import { recordActivity } from '../money/record-activity.ts';

export interface AskRequest extends InvoiceReference {
  readonly text: string;
  /** The line that is meant; absent: the invoice as a whole. */
  readonly lineId?: string | undefined;
}

export type AskRejection =
  | AccessRejection
  | { readonly code: 'InvoiceVoid' }
  | { readonly code: 'InvoiceLineNotFound'; readonly lineId: string };
export type AnswerRejection = AccessRejection | { readonly code: 'QueryNotFound' | 'QueryClosed' };

/**
 * A payer asks about an invoice. While the query is open, reminders wait (core/dunning). An invoice has one open query: asking again
 * says more in it.
 */
export async function askAboutInvoice(
  dependencies: IssuerDependencies,
  actor: Actor,
  request: AskRequest,
): Promise<Result<string, AskRejection>> {
  const allowed = await authorizeOnInvoice(dependencies, actor, 'invoice.query', request);
  if (!allowed.ok) return allowed;
  const at = dependencies.clock();
  const asked = await inTransaction<string, AskRejection>(dependencies.db, async (tx) => {
    const [invoice] = await lockInvoices(tx, request.billingAccountId, { names: [request.invoiceName] });
    if (invoice === undefined) return err({ code: 'InvoiceNotFound' });
    if (invoice.voidedAt !== null) return err({ code: 'InvoiceVoid' });
    const lineNo = await lineNoOf(tx, request, invoice);
    if (lineNo === undefined) return err({ code: 'InvoiceLineNotFound', lineId: request.lineId ?? '' });
    const queryId = (await openQueryOf(tx, request.billingAccountId, invoice)) ?? newId(at);
    await sql`
      insert into invoice_query (billing_account_id, query_id, invoice_id, line_no, asked_by, asked_by_name, asked_at)
      values (${request.billingAccountId}, ${queryId}, ${invoice.invoiceId}, ${lineNo}, ${actor.userId}, ${actor.name}, ${at})
      on conflict on constraint invoice_query_pk do nothing`.execute(tx);
    await write(tx, request, { queryId, actor, at, isIssuer: false });
    await tell(tx, request, { invoice, queryId, actor, at, event: 'query.asked', action: 'invoice.query' });
    return ok(queryId);
  });
  if (asked.ok) dependencies.onCommitted();
  return asked;
}

export interface AnswerRequest extends InvoiceReference {
  readonly queryId: string;
  readonly text: string;
  /** Reminders go on. */
  readonly closes: boolean;
}

/** Either side says more in an open query, and may close it: the payer because it is answered, the issuer because it is settled. */
export async function answerQuery(
  dependencies: IssuerDependencies,
  actor: Actor,
  request: AnswerRequest,
): Promise<Result<string, AnswerRejection>> {
  const isIssuer = may(actor, 'invoice.answerQuery');
  const action = isIssuer ? 'invoice.answerQuery' : 'invoice.query';
  const allowed = await authorizeOnInvoice(dependencies, actor, action, request);
  if (!allowed.ok) return allowed;
  const at = dependencies.clock();
  const answered = await inTransaction<string, AnswerRejection>(dependencies.db, async (tx) => {
    const [invoice] = await lockInvoices(tx, request.billingAccountId, { names: [request.invoiceName] });
    if (invoice === undefined) return err({ code: 'InvoiceNotFound' });
    const state = await stateOf(tx, request, invoice);
    if (state !== 'open') return err({ code: state === 'closed' ? 'QueryClosed' : 'QueryNotFound' });
    if (request.text !== '') await write(tx, request, { queryId: request.queryId, actor, at, isIssuer });
    if (request.closes) await close(tx, request, { actor, at });
    const event = request.closes ? 'query.closed' : 'query.answered';
    await tell(tx, request, { invoice, queryId: request.queryId, actor, at, event, action });
    return ok(request.queryId);
  });
  if (answered.ok) dependencies.onCommitted();
  return answered;
}

async function lineNoOf(tx: Tx, { billingAccountId, lineId }: AskRequest, { invoiceId }: InvoiceMoney) {
  if (lineId === undefined) return null;
  const { rows } = await sql<{ line_no: number }>`
    select line_no from invoice_line
    where billing_account_id = ${billingAccountId} and invoice_id = ${invoiceId} and line_id = ${lineId} order by line_no limit 1`.execute(
    tx,
  );
  return rows[0]?.line_no;
}

async function openQueryOf(tx: Tx, billingAccountId: string, { invoiceId }: InvoiceMoney): Promise<string | undefined> {
  const { rows } = await sql<{ query_id: string }>`
    select query_id from invoice_query
    where billing_account_id = ${billingAccountId} and invoice_id = ${invoiceId} and closed_at is null`.execute(tx);
  return rows[0]?.query_id;
}

async function stateOf(tx: Tx, { billingAccountId, queryId }: AnswerRequest, { invoiceId }: InvoiceMoney) {
  const { rows } = await sql<{ state: 'open' | 'closed' }>`
    select case when closed_at is null then 'open' else 'closed' end as state from invoice_query
    where billing_account_id = ${billingAccountId} and invoice_id = ${invoiceId} and query_id = ${queryId}`.execute(tx);
  return rows[0]?.state;
}

interface Writing {
  readonly queryId: string;
  readonly actor: Actor;
  readonly at: Date;
  readonly isIssuer: boolean;
}

async function write(
  tx: Tx,
  { billingAccountId, text }: Pick<AskRequest, 'billingAccountId' | 'text'>,
  { queryId, actor, at, isIssuer }: Writing,
): Promise<void> {
  await insertRows(tx, {
    invoice_query_message: [
      {
        billing_account_id: billingAccountId,
        message_id: newId(),
        query_id: queryId,
        author_id: actor.userId,
        author_name: actor.name,
        is_issuer: isIssuer,
        text,
        written_at: at,
      },
    ],
  });
}

async function close(
  tx: Tx,
  { billingAccountId, queryId }: AnswerRequest,
  { actor, at }: Pick<Writing, 'actor' | 'at'>,
) {
  await sql`update invoice_query set closed_at = ${at}, closed_by_name = ${actor.name}
    where billing_account_id = ${billingAccountId} and query_id = ${queryId}`.execute(tx);
}

interface Telling {
  readonly invoice: InvoiceMoney;
  readonly queryId: string;
  readonly actor: Actor;
  readonly at: Date;
  readonly event: string;
  readonly action: string;
}

async function tell(tx: Tx, { billingAccountId }: InvoiceReference, telling: Telling): Promise<void> {
  const { invoice, queryId, actor, at, event, action } = telling;
  const names = { invoiceNames: [invoice.name], billingProfileIds: [invoice.billingProfileId] };
  const what = { action, resourceId: invoice.name, facts: { queryId }, event, eventFacts: { queryId } };
  await recordActivity(tx, { billingAccountId, ...what, ...names }, actor, at);
}
