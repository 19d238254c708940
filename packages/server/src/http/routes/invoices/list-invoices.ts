import { parseFilter } from '@betalt/contract/filter/parse-filter.ts';
import { InvoicePage } from '@betalt/contract/invoices/invoice.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { profilesWhere } from '@betalt/core/access/may.ts';
import { parseCalendarDate } from '@betalt/core/shared/calendar-date.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import type { Wiring } from '../../../app/wired.ts';
import { findProfileId } from '../../../db/queries/accounts.ts';
import { INVOICE_FIELDS, INVOICE_ORDERS, type InvoiceOrder, isOrderKey } from '../../../db/queries/invoice-filter.ts';
import { countInvoices, type InvoiceListQuery, type InvoiceRow, listInvoices } from '../../../db/queries/invoices.ts';
import type { App } from '../../app.ts';
import { writeInvoice } from '../../present/invoice.ts';
import { page } from '../../present/json.ts';
import { nextLink, type PageMark, readPageMark } from '../../present/page-links.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { sendJson } from '../../send-json.ts';
import { AccountParams, LIST_QUERY, ProfileParams, pageSize } from '../list-query.ts';
import { invoiceView } from './invoice-view.ts';

const InvoiceListParameters = Type.Object({
  ...LIST_QUERY,
  filter: Type.Optional(
    Type.String({
      maxLength: 4000,
      description: "e.g. properties/status eq 'OverDue' and properties/totalAmount gt 100",
    }),
  ),
  orderBy: Type.Optional(
    Type.String({ maxLength: 100, description: 'e.g. properties/dueDate desc; default: past due, due, then newest' }),
  ),
  search: Type.Optional(Type.String({ maxLength: 200, description: 'Part of the invoice ID or of the PO number' })),
  count: Type.Optional(Type.Boolean()),
  skip: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 10_000, description: 'Rows to leave out; nextLink is the quicker way on' }),
  ),
  periodStartDate: Type.Optional(Type.String({ description: 'YYYY-MM-DD or MM-DD-YYYY' })),
  periodEndDate: Type.Optional(Type.String()),
});
type InvoiceListParameters = Static<typeof InvoiceListParameters>;

/** `GET BA/invoices`, `GET BP/invoices`. */
export function registerListInvoices(app: App, wiring: Wiring): void {
  const answers = {
    response: { 200: InvoicePage, default: ErrorResponse },
    querystring: InvoiceListParameters,
    tags: ['Invoices'],
  };
  app.get(
    '/billingAccounts/:billingAccountName/invoices',
    { schema: { ...answers, operationId: 'Invoices_ListByBillingAccount', params: AccountParams } },
    (request, reply) => answerPage(wiring, request, reply, request.query, profilesWhere(request.actor, 'invoice.read')),
  );
  app.get(
    '/billingAccounts/:billingAccountName/billingProfiles/:billingProfileName/invoices',
    { schema: { ...answers, operationId: 'Invoices_ListByBillingProfile', params: ProfileParams } },
    async (request, reply) => {
      const profile = await findProfileId(
        wiring.database.db,
        request.account.billingAccountId,
        request.params.billingProfileName,
      );
      const readable = profilesWhere(request.actor, 'invoice.read');
      if (profile === undefined || (readable !== 'all' && !readable.includes(profile.billing_profile_id)))
        return reply.problem(problem('BillingProfileNotFound', {}));
      return answerPage(wiring, request, reply, request.query, [profile.billing_profile_id]);
    },
  );
}

async function answerPage(
  wiring: Wiring,
  request: FastifyRequest,
  reply: FastifyReply,
  parameters: InvoiceListParameters,
  profiles: 'all' | readonly string[],
) {
  const view = invoiceView(wiring, request);
  const parsed = parseList(parameters);
  if (!parsed.ok) return reply.problem(parsed.error);
  const { mark, order, ...asked } = parsed.value;
  const limit = pageSize(parameters.top, request.apiVersion);
  const query: InvoiceListQuery = {
    ...asked,
    order: order.by,
    billingAccountId: request.account.billingAccountId,
    profiles,
    today: view.today,
    limit: limit + 1,
    skip: parameters.skip,
    after: mark === undefined ? undefined : { key: mark.key, invoiceId: mark.id },
  };
  const [rows, totalCount] = await Promise.all([
    listInvoices(wiring.database.reads, query),
    parameters.count === true ? countInvoices(wiring.database.pool, query) : undefined,
  ]);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const link = last === undefined ? undefined : nextLink(request, wiring.config.publicUrl, markOf(last, order.name));
  const shown = last === undefined ? rows : rows.slice(0, limit);
  return sendJson(
    reply,
    page(
      shown.map((row) => writeInvoice(row, view)),
      link,
      totalCount,
    ),
  );
}

function markOf(row: InvoiceRow, order: string): PageMark {
  return { order, key: row.order_key ?? String(row.list_rank), id: row.invoice_id };
}

type ParsedList = Pick<InvoiceListQuery, 'filter' | 'search' | 'periodStart' | 'periodEnd'> & {
  readonly order: { readonly name: string; readonly by: InvoiceOrder | undefined };
  readonly mark: PageMark | undefined;
};

/** What a list asks for, or the first of it that makes no sense, with its place. */
function parseList({
  filter,
  orderBy,
  search,
  skipToken,
  periodStartDate,
  periodEndDate,
}: InvoiceListParameters): Result<ParsedList, Problem> {
  const parsed = filter === undefined || filter.trim() === '' ? undefined : parseFilter(filter, INVOICE_FIELDS);
  if (parsed !== undefined && !parsed.ok) return err(problem('InvalidFilter', parsed.error, { target: 'filter' }));
  const order = parseOrder(orderBy);
  if (order === undefined)
    return err(problem('InvalidOrderBy', { known: Object.keys(INVOICE_ORDERS).join(', ') }, { target: 'orderBy' }));
  const mark = skipToken === undefined ? undefined : readPageMark(skipToken, order.name);
  if (mark !== undefined && !(mark.ok && isOrderKey(order.by, mark.value.key)))
    return err(problem('InvalidSkipToken', {}, { target: 'skipToken' }));
  const [periodStart, periodEnd] = [toDate(periodStartDate), toDate(periodEndDate)];
  if (periodStart === null || periodEnd === null) {
    return err(
      problem(
        'InvalidQueryParameter',
        { count: 1 },
        { target: periodStart === null ? 'periodStartDate' : 'periodEndDate' },
      ),
    );
  }
  return ok({
    filter: parsed?.value,
    search: search?.trim() === '' ? undefined : search?.trim(),
    periodStart,
    periodEnd,
    order,
    mark: mark?.ok === true ? mark.value : undefined,
  });
}

const ORDER = /^(?:properties\/)?(\w+)(?:\s+(asc|desc))?$/i;

/** `undefined`: not one that the list knows. */
function parseOrder(orderBy: string | undefined): ParsedList['order'] | undefined {
  if (orderBy === undefined || orderBy.trim() === '') return { name: 'default', by: undefined };
  const [, field = '', direction = 'asc'] = ORDER.exec(orderBy.trim()) ?? [];
  const name = field.toLowerCase();
  if (!Object.hasOwn(INVOICE_ORDERS, name)) return undefined;
  const descending = direction.toLowerCase() === 'desc';
  return { name: `${name} ${descending ? 'desc' : 'asc'}`, by: { field: name as InvoiceOrder['field'], descending } };
}

/** Both spellings that Azure's clients send; `null` for what is neither. */
function toDate(text: string | undefined): string | null | undefined {
  if (text === undefined) return undefined;
  const [, month, day, year] = /^(\d\d)-(\d\d)-(\d{4})$/.exec(text) ?? [];
  const iso = year === undefined ? text.slice(0, 10) : `${year}-${month}-${day}`;
  return parseCalendarDate(iso).ok ? iso : null;
}
