import { assert } from '../shared/assert.ts';

/**
 * A Belgian structured communication (OGM, VCS) in its printed form: '0010806817' becomes '+++001/0806/81747+++'. The two
 * check digits are the remainder by 97, and 97 stands for 0. @throws AssertionFailure unless `digits` is ten digits.
 */
export function createOgm(digits: string): string {
  assert(/^\d{10}$/.test(digits), `ten digits: ${digits}`);
  return printOgm(digits + checkDigits(digits));
}

/** '001080681747', or any form with these twelve digits, as it stands on an invoice: '+++001/0806/81747+++'. */
export function printOgm(text: string): string {
  const all = text.replaceAll(/\D/g, '');
  return `+++${all.slice(0, 3)}/${all.slice(3, 7)}/${all.slice(7)}+++`;
}

/** Accepts the printed form (with + or *) and the bare twelve digits. */
export function isOgm(text: string): boolean {
  const match = /^(?:(\+{3}|\*{3})(\d{3})\/(\d{4})\/(\d{5})\1|(\d{12}))$/.exec(text);
  if (!match) return false;
  const digits = match[5] ?? `${match[2]}${match[3]}${match[4]}`;
  return digits.slice(10) === checkDigits(digits.slice(0, 10));
}

function checkDigits(digits: string): string {
  const remainder = Number(digits) % 97;
  return String(remainder === 0 ? 97 : remainder).padStart(2, '0');
}
