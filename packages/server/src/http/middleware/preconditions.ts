import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** A strong validator of what a resource shows (RFC 9110 8.8.3). */
export function etagOf(presented: unknown): string {
  return `"${createHash('sha256').update(JSON.stringify(presented)).digest('base64url').slice(0, 22)}"`;
}

/**
 * What `If-Match` and `If-None-Match` ask of a write, to be asked of the resource as it is under lock (RFC 9110 13.1): the validator that
 * it has now, undefined where there is none. Without either header every write is welcome.
 */
export function preconditionOf({ headers }: FastifyRequest): (current: string | undefined) => boolean {
  const matches = listOf(headers['if-match']);
  const absent = listOf(headers['if-none-match']);
  const isIn = (list: readonly string[], current: string | undefined) =>
    current !== undefined && (list.includes('*') || list.includes(current));
  return (current) => (matches === null || isIn(matches, current)) && (absent === null || !isIn(absent, current));
}

function listOf(header: string | undefined): readonly string[] | null {
  return header === undefined ? null : header.split(',').map((each) => each.trim());
}
