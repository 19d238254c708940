import { err, ok, type Result } from '@betalt/core/shared/result.ts';

/** JSON with where everything stands. Numbers keep their text: they are refused later, with the text that was meant. */
export type JsonNode = { readonly offset: number } & (
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, JsonNode> }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
);

export type JsonProblem = {
  readonly rule: 'json-not-well-formed' | 'json-duplicate-field' | 'json-too-deep';
  readonly offset: number;
  readonly message: string;
};

export const JSON_MAX_DEPTH = 20;

/** RFC 8259, and stricter: a field named twice is refused, where JSON.parse would silently take the last. */
export function readJsonTree(text: string): Result<JsonNode, JsonProblem> {
  try {
    return ok(new JsonScanner(text).document());
  } catch (cause) {
    if (cause instanceof Stop) return err(cause.problem);
    throw cause;
  }
}

class Stop extends Error {
  readonly problem: JsonProblem;

  constructor(problem: JsonProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

class JsonScanner {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): JsonNode {
    const root = this.#value();
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#stop('json-not-well-formed', 'Something follows the end of the JSON.');
    return root;
  }

  #value(): JsonNode {
    this.#skipSpace();
    const offset = this.#at;
    const next = this.#text[offset];
    if (next === '{') return { offset, kind: 'object', members: this.#members() };
    if (next === '[') return { offset, kind: 'array', items: this.#items() };
    if (next === '"') return { offset, kind: 'string', text: this.#string() };
    if (this.#word('true')) return { offset, kind: 'boolean', value: true };
    if (this.#word('false')) return { offset, kind: 'boolean', value: false };
    if (this.#word('null')) return { offset, kind: 'null' };
    return { offset, kind: 'number', text: this.#match(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y, 'a value') };
  }

  #members(): Map<string, JsonNode> {
    const members = new Map<string, JsonNode>();
    this.#list('}', () => {
      this.#skipSpace();
      const offset = this.#at;
      if (this.#text[offset] !== '"')
        this.#stop('json-not-well-formed', 'A field name in quotation marks is expected.');
      const name = this.#string();
      if (members.has(name)) {
        this.#stop('json-duplicate-field', `The field ${JSON.stringify(name)} is given twice. Remove one.`, offset);
      }
      this.#match(/[ \t\r\n]*:/y, 'a colon');
      members.set(name, this.#value());
    });
    return members;
  }

  #items(): JsonNode[] {
    const items: JsonNode[] = [];
    this.#list(']', () => items.push(this.#value()));
    return items;
  }

  #list(end: '}' | ']', one: () => void): void {
    this.#depth += 1;
    if (this.#depth > JSON_MAX_DEPTH)
      this.#stop('json-too-deep', `The JSON is nested more than ${JSON_MAX_DEPTH} deep.`);
    this.#at += 1;
    this.#skipSpace();
    while (this.#text[this.#at] !== end) {
      one();
      this.#skipSpace();
      if (this.#text[this.#at] === end) break;
      this.#match(/,(?![ \t\r\n]*[}\]])/y, `a comma or ${end}`);
    }
    this.#at += 1;
    this.#depth -= 1;
  }

  #string(): string {
    const start = this.#at;
    const quoted = this.#match(
      /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"/uy,
      'the end of the text',
    );
    // The engine's own parser takes the escapes apart.
    const value: unknown = JSON.parse(quoted);
    if (typeof value === 'string' && value.isWellFormed()) return value;
    return this.#stop('json-not-well-formed', 'The text has half of a surrogate pair.', start);
  }

  #word(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }

  #match(pattern: RegExp, expected: string): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined)
      return this.#stop('json-not-well-formed', `The JSON is broken here: ${expected} is expected.`);
    this.#at += found.length;
    return found;
  }

  #skipSpace(): void {
    while (' \t\r\n'.includes(this.#text[this.#at] ?? '.')) this.#at += 1;
  }

  #stop(rule: JsonProblem['rule'], message: string, offset = this.#at): never {
    throw new Stop({ rule, offset, message });
  }
}
