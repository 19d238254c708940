import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import { nextLink, readPageMark } from '../present/page-links.ts';
import { type Problem, problem } from '../problems/problem.ts';

/** Query options that every list takes; names arrive under one spelling (middleware/query-names.ts). */
export const LIST_QUERY = {
  'api-version': Type.Optional(Type.String()),
  top: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1000, description: 'At most 50, as in Azure; 1000 on the own version' }),
  ),
  skipToken: Type.Optional(Type.String({ maxLength: 1000 })),
};
export const ListQuery = Type.Object(LIST_QUERY);

/** Azure's page size is at most 50; the own version may ask for more. */
export function pageSize(top: number | undefined, apiVersion: string): number {
  return Math.min(top ?? 50, apiVersion === '2024-04-01' ? 50 : 1000);
}

export const AccountParams = Type.Object({ billingAccountName: Type.String() });
export const ProfileParams = Type.Object({ billingAccountName: Type.String(), billingProfileName: Type.String() });
export const InvoiceParams = Type.Object({ billingAccountName: Type.String(), invoiceName: Type.String() });

/** One page of a list in the order of its ids: rows after the mark, and the link to the page after them. */
export async function idPage<Row, Item>(
  request: FastifyRequest,
  publicUrl: string | null,
  list: {
    readonly read: (slice: { limit: number; afterId: string | undefined }) => Promise<readonly Row[]>;
    readonly idOf: (row: Row) => string;
    readonly present: (row: Row) => Item;
  },
): Promise<Result<{ value: Item[]; nextLink?: string }, Problem>> {
  const { top, skipToken } = request.query as Static<typeof ListQuery>;
  const mark = skipToken === undefined ? undefined : readPageMark(skipToken, 'id');
  if (mark !== undefined && !mark.ok) return err(problem('InvalidSkipToken', {}, { target: 'skipToken' }));
  const limit = pageSize(top, request.apiVersion);
  const rows = await list.read({ limit: limit + 1, afterId: mark?.value.id });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const value = rows.slice(0, limit).map(list.present);
  return ok(
    last === undefined
      ? { value }
      : { value, nextLink: nextLink(request, publicUrl, { order: 'id', key: '', id: list.idOf(last) }) },
  );
}
