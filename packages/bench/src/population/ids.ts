/**
 * Everything of the bench has a number, and its id is that number behind a prefix by kind, so that SQL, pgbench scripts and the load
 * generator name the same row without asking. They are shaped as UUIDv7s of one millisecond: as ordered as the real ones.
 */
const PREFIXES = {
  account: '01920000-00a1-7000-8000-',
  organization: '01920000-00a2-7000-8000-',
  profile: '01920000-00a3-7000-8000-',
  user: '01920000-00a4-7000-8000-',
  method: '01920000-00a5-7000-8000-',
  role: '01920000-00a6-7000-8000-',
  section: '01920000-00a7-7000-8000-',
  invoice: '01920000-00b1-7000-8000-',
  payment: '01920000-00b2-7000-8000-',
  attempt: '01920000-00b3-7000-8000-',
  issueEntry: '01920000-00b4-7000-8000-',
  settleEntry: '01920000-00b5-7000-8000-',
  activity: '01920000-00b6-7000-8000-',
  startedEvent: '01920000-00b7-7000-8000-',
  settledEvent: '01920000-00b8-7000-8000-',
} as const;

export type Kind = keyof typeof PREFIXES;

export function idOf(kind: Kind, number: number): string {
  return `${PREFIXES[kind]}${digits(number, 12)}`;
}

/** The same id of a number that SQL knows: a column, or a variable of pgbench. */
export function sqlId(kind: Kind, number: string): string {
  return `('${PREFIXES[kind]}' || lpad((${number})::text, 12, '0'))::uuid`;
}

export function invoiceName(number: number): string {
  return `B${digits(number, 9)}`;
}

export function sqlInvoiceName(number: string): string {
  return `('B' || lpad((${number})::text, 9, '0'))`;
}

/** In URLs, as Azure names accounts of a customer agreement. */
export function accountName(number: number): string {
  return `${idOf('account', number)}:${idOf('organization', number)}_2019-05-31`;
}

/** The bearer token of an account's owner. They open a database of the bench, and nothing else. */
export function tokenOf(userNumber: number): string {
  return `${TOKEN_PREFIX}${digits(userNumber, 9)}`;
}

export function sqlTokenHash(userNumber: string): string {
  return `sha256(convert_to('${TOKEN_PREFIX}' || lpad((${userNumber})::text, 9, '0'), 'UTF8'))`;
}

/** Staff of the issuer, who may see every account. */
export const STAFF_NUMBER = 900_000_000;

const TOKEN_PREFIX = 'betalt_bench_owner_of_';

function digits(number: number, width: number): string {
  return String(number).padStart(width, '0');
}
