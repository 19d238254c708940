import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { FastifyRequest } from 'fastify';

/** Where a page ended: the value that it was ordered by, the id of its last row, and the order that both belong to. */
export interface PageMark {
  readonly order: string;
  readonly key: string;
  readonly id: string;
}

/** The absolute link to the page after `mark`, with the whole query of this one, as ARM clients want it. */
export function nextLink(request: FastifyRequest, publicUrl: string | null, mark: PageMark): string {
  const base = publicUrl ?? `${request.protocol}://${request.host}`;
  const url = new URL(request.url, base);
  const names = Array.from(url.searchParams.keys());
  for (const name of names) {
    if (['skiptoken', 'skip'].includes(name.replace(/^\$/, '').toLowerCase())) url.searchParams.delete(name);
  }
  url.searchParams.set('skipToken', Buffer.from(JSON.stringify([mark.order, mark.key, mark.id])).toString('base64url'));
  return url.href;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a `skipToken` says; refused when it belongs to another order, or was made by somebody else. */
export function readPageMark(token: string, order: string): Result<PageMark, 'InvalidSkipToken'> {
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (!Array.isArray(parts) || parts.length !== 3 || parts.some((part) => typeof part !== 'string'))
      return err('InvalidSkipToken');
    const [markOrder, key, id] = parts as [string, string, string];
    return markOrder === order && UUID.test(id) ? ok({ order, key, id }) : err('InvalidSkipToken');
  } catch (error) {
    if (error instanceof SyntaxError) return err('InvalidSkipToken');
    throw error;
  }
}
