import { parseCalendarDate } from '@betalt/core/shared/calendar-date.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { Filter, FilterError, FilterFields, FilterValue, Operator } from './filter.ts';
import { type Token, tokenize } from './tokenize.ts';

const OPERATORS = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const;
const MAX_COMPARISONS = 50;
const MAX_DEPTH = 20;

/**
 * Parses the filter grammar of Azure's billing API: comparisons joined by `and`, `or`, `not` and parentheses.
 *
 * @example parseFilter("properties/status eq 'OverDue' and properties/totalAmount gt 100", FIELDS)
 * @returns the filter, or the position where it stops making sense and what may stand there
 */
export function parseFilter(text: string, fields: FilterFields): Result<Filter, FilterError> {
  const tokens = tokenize(text);
  if (!tokens.ok) return tokens;
  try {
    const parser = new Parser(tokens.value, fields);
    return ok(parser.whole());
  } catch (error) {
    if (error instanceof Unparsable) return err({ position: error.position, message: error.message });
    throw error;
  }
}

class Unparsable extends Error {
  readonly position: number;
  constructor(position: number, message: string) {
    super(message);
    this.position = position;
  }
}

/** Recursive descent: or < and < not < comparison. Depth and length are bounded, since strangers write this. */
class Parser {
  readonly #tokens: readonly Token[];
  readonly #fields: FilterFields;
  #index = 0;
  #comparisons = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], fields: FilterFields) {
    this.#tokens = tokens;
    this.#fields = fields;
  }

  whole(): Filter {
    const filter = this.#either();
    const rest = this.#peek();
    if (rest.kind !== 'end')
      throw new Unparsable(rest.position, `expected 'and', 'or' or the end, found ${describe(rest)}`);
    return filter;
  }

  #either(): Filter {
    let left = this.#both();
    while (this.#takeWord('or')) left = { kind: 'or', left, right: this.#both() };
    return left;
  }

  #both(): Filter {
    let left = this.#operand();
    while (this.#takeWord('and')) left = { kind: 'and', left, right: this.#operand() };
    return left;
  }

  #operand(): Filter {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH)
      throw new Unparsable(this.#peek().position, `more than ${MAX_DEPTH} levels of nesting`);
    const filter = this.#takeWord('not') ? ({ kind: 'not', operand: this.#operand() } as const) : this.#primary();
    this.#depth -= 1;
    return filter;
  }

  #primary(): Filter {
    if (this.#peek().kind !== 'open') return this.#comparison();
    this.#take();
    const inner = this.#either();
    const close = this.#take();
    if (close.kind !== 'close') throw new Unparsable(close.position, `expected ')', found ${describe(close)}`);
    return inner;
  }

  #comparison(): Filter {
    this.#comparisons += 1;
    const name = this.#take();
    if (this.#comparisons > MAX_COMPARISONS)
      throw new Unparsable(name.position, `more than ${MAX_COMPARISONS} comparisons`);
    const field = name.text.toLowerCase().replace(/^properties\//, '');
    const kind = Object.hasOwn(this.#fields, field) ? this.#fields[field] : undefined;
    if (name.kind !== 'word' || kind === undefined) {
      throw new Unparsable(
        name.position,
        `expected one of ${Object.keys(this.#fields).join(', ')}, found ${describe(name)}`,
      );
    }
    return { kind: 'compare', field, operator: this.#operator(), value: this.#value(kind) };
  }

  #operator(): Operator {
    const token = this.#take();
    const operator = OPERATORS.find((name) => name === token.text.toLowerCase());
    if (token.kind !== 'word' || operator === undefined)
      throw new Unparsable(token.position, `expected one of ${OPERATORS.join(', ')}, found ${describe(token)}`);
    return operator;
  }

  #value(kind: 'text' | 'date' | 'number'): FilterValue {
    const token = this.#take();
    if (token.kind === 'word' && token.text.toLowerCase() === 'null') return null;
    if (kind === 'number') {
      if (token.kind === 'number') return Number(token.text);
      throw new Unparsable(token.position, `expected a number, found ${describe(token)}`);
    }
    if (token.kind !== 'text')
      throw new Unparsable(token.position, `expected a text in single quotes, found ${describe(token)}`);
    if (kind === 'date' && !isDate(token.text))
      throw new Unparsable(token.position, `expected a date such as '2026-11-24', found ${describe(token)}`);
    return kind === 'date' ? token.text.slice(0, 10) : token.text;
  }

  #takeWord(word: string): boolean {
    const next = this.#peek();
    if (next.kind !== 'word' || next.text.toLowerCase() !== word) return false;
    this.#index += 1;
    return true;
  }

  #take(): Token {
    const token = this.#peek();
    if (token.kind !== 'end') this.#index += 1;
    return token;
  }

  #peek(): Token {
    return this.#tokens[this.#index] as Token;
  }
}

/** A date, or a date and time of which the date counts. */
function isDate(text: string): boolean {
  return parseCalendarDate(text.slice(0, 10)).ok && /^.{10}(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?$/.test(text);
}

function describe(token: Token): string {
  return token.kind === 'end' ? 'the end' : JSON.stringify(token.text);
}
