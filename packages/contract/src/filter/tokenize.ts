import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { FilterError } from './filter.ts';

export interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'open' | 'close' | 'end';
  readonly text: string;
  readonly position: number;
}

const NUMBER = /-?\d+(\.\d+)?(?![\w/])/y;
const WORD = /[A-Za-z_][\w/.-]*/y;
const TEXT = /'((?:[^']|'')*)'/y;

/** Splits a filter into words, quoted texts (a quote is doubled), numbers and parentheses. */
export function tokenize(filter: string): Result<Token[], FilterError> {
  const tokens: Token[] = [];
  let position = 0;
  while (position < filter.length) {
    const character = filter[position] ?? '';
    if (/\s/.test(character)) {
      position += 1;
      continue;
    }
    const token = tokenAt(filter, position);
    if (token === null) return err({ position, message: unexpected(character) });
    tokens.push(token.token);
    position = token.next;
  }
  tokens.push({ kind: 'end', text: '', position });
  return ok(tokens);
}

function tokenAt(filter: string, position: number): { token: Token; next: number } | null {
  const character = filter[position];
  if (character === '(' || character === ')')
    return { token: { kind: character === '(' ? 'open' : 'close', text: character, position }, next: position + 1 };
  for (const [kind, pattern] of [
    ['text', TEXT],
    ['number', NUMBER],
    ['word', WORD],
  ] as const) {
    pattern.lastIndex = position;
    const match = pattern.exec(filter);
    if (match !== null) {
      const text = kind === 'text' ? (match[1] ?? '').replaceAll("''", "'") : match[0];
      return { token: { kind, text, position }, next: position + match[0].length };
    }
  }
  return null;
}

function unexpected(character: string): string {
  return character === "'"
    ? "a text begins here and has no closing quote; write 'text', and '' for a quote inside it"
    : `unexpected character ${JSON.stringify(character)}`;
}
