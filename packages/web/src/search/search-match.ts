/** What can be found: `texts` are shown words in any language, `synonyms` are words that readers type and nobody is shown. */
export type Findable = { readonly texts: readonly string[]; readonly synonyms?: readonly string[] };

/** Synonyms count a little less than the words that are shown, so that of two hits the plain one leads. */
const SYNONYM_WEIGHT = 0.9;
const EXACT = 1;
const PREFIX = 0.85;
const TYPO = 0.6;

/** Best first, without those that do not match; equal hits keep their order. */
export function bestMatches<T extends Findable>(query: string, entries: readonly T[], limit: number): T[] {
  return entries
    .map((entry) => ({ entry, score: matchScore(query, entry) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ entry }) => entry);
}

/** From 0 (every word of the query must be found, and one was not) to 1. */
export function matchScore(query: string, { texts, synonyms = [] }: Findable): number {
  const wanted = words(query);
  if (wanted.length === 0) return 0;
  const shown = texts.map((text) => textScore(wanted, words(text)));
  const hidden = synonyms.map((text) => textScore(wanted, words(text)) * SYNONYM_WEIGHT);
  return Math.max(0, ...shown, ...hidden);
}

/**
 * The mean of how well each typed word is found, a little less for every word of the text that was not typed. Compounds
 * are written apart by some and together by others (*kostnads styring*), so the joined words are compared too.
 */
function textScore(wanted: readonly string[], text: readonly string[]): number {
  const joined = wordScore(wanted.join(''), text.join(''));
  const scores = wanted.map((word) => Math.max(...text.map((candidate) => wordScore(word, candidate))));
  const mean = scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const unasked = Math.max(0, text.length - wanted.length);
  return Math.max(joined, mean * (1 - Math.min(unasked, 5) * 0.05));
}

function wordScore(typed: string, word: string): number {
  if (typed === word) return EXACT;
  if (word.startsWith(typed)) return PREFIX;
  const allowed = allowedTypos(typed);
  if (allowed === 0) return 0;
  if (editDistance(typed, word, allowed) <= allowed) return TYPO;
  // The word is still being typed: its beginning may hold the typo already.
  return editDistance(typed, word.slice(0, typed.length), allowed) <= allowed && typed.length >= 5 ? TYPO * 0.9 : 0;
}

/** A short word with one letter changed is another word; long words may hold two slips. */
function allowedTypos(word: string): number {
  if (word.length < 4) return 0;
  return word.length < 8 ? 1 : 2;
}

/** Lower case, without accents and punctuation: *Kostnadsstyring + fakturering* is two words. */
function words(text: string): string[] {
  return foldLetters(text)
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((word) => word !== '');
}

/** å, æ and ø as people without those keys type them; other accents go. */
function foldLetters(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '');
}

/**
 * Restricted Damerau-Levenshtein distance (two neighbouring letters swapped are one slip), or more than `limit` as soon
 * as that is certain.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1)
      current.push(cell(a, b, row, column, { before, last, current }));
    if (Math.min(...current) > limit) return limit + 1;
    before = last;
    last = current;
  }
  return at(last, b.length);
}

type Rows = {
  readonly before: readonly number[];
  readonly last: readonly number[];
  readonly current: readonly number[];
};

function cell(a: string, b: string, row: number, column: number, { before, last, current }: Rows): number {
  const change = a[row - 1] === b[column - 1] ? 0 : 1;
  const best = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + change);
  const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
  return isSwap ? Math.min(best, at(before, column - 2) + 1) : best;
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
