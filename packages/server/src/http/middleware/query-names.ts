import { parse } from 'node:querystring';

/**
 * Query options under one spelling: ARM clients write them with or without `$` and in any case (`$Filter`, `top`, `Api-Version`).
 * A name that is none of these stays as it is, so that a schema can refuse it. A name given twice becomes an array, which no
 * schema takes.
 */
export function parseQuery(text: string): Record<string, unknown> {
  // Strangers choose the names, `__proto__` too: a map takes them as they are.
  const query = new Map<string, unknown>();
  for (const [name, value] of Object.entries(parse(text))) {
    const spelling = SPELLINGS.get(name.replace(/^\$/, '').toLowerCase()) ?? name;
    query.set(spelling, query.has(spelling) ? [query.get(spelling), value].flat() : value);
  }
  return Object.fromEntries(query);
}

const SPELLINGS: ReadonlyMap<string, string> = new Map(
  [
    'api-version',
    'filter',
    'orderBy',
    'top',
    'skip',
    'skipToken',
    'count',
    'search',
    'expand',
    'periodStartDate',
    'periodEndDate',
    'includeTransitiveBillingRoleAssignments',
    'downloadToken',
    'query',
    'billingAccountName',
    'billingProfileName',
  ].map((name) => [name.toLowerCase(), name]),
);
