/** A form-encoded value: Stripe's clients write nesting with brackets (`metadata[order]=1`, `expand[]=x`, `expand[0]=x`). */
export type FormValue = string | readonly FormValue[] | FormObject;
export interface FormObject {
  readonly [name: string]: FormValue;
}

interface Branch {
  readonly entries: Map<string, Branch | string>;
}

const MAX_DEPTH = 8;
const MAX_PAIRS = 2_000;

/**
 * Parses `a=1&b[c]=2&d[]=3` into nested objects and arrays; the same text as body or as query string.
 * Throws a RangeError on nesting deeper than 8 or more than 2,000 pairs, so that no request can make us build a huge tree.
 */
export function parseForm(text: string): FormObject {
  const root: Branch = { entries: new Map() };
  const pairs = [...new URLSearchParams(text)];
  if (pairs.length > MAX_PAIRS) throw new RangeError('too many form fields');
  for (const [name, value] of pairs) place(root, pathOf(name), value);
  return freeze(root) as FormObject;
}

function pathOf(name: string): string[] {
  const open = name.indexOf('[');
  if (open <= 0 || !name.endsWith(']')) return [name];
  const path = [name.slice(0, open), ...name.slice(open + 1, -1).split('][')];
  if (path.length > MAX_DEPTH) throw new RangeError('form fields nest too deeply');
  return path;
}

function place(root: Branch, path: readonly string[], value: string): void {
  let branch = root;
  for (const [depth, part] of path.entries()) {
    const key = part === '' ? String(branch.entries.size) : part;
    if (depth === path.length - 1) {
      branch.entries.set(key, value);
      return;
    }
    const next = branch.entries.get(key);
    const child: Branch = next === undefined || typeof next === 'string' ? { entries: new Map() } : next;
    branch.entries.set(key, child);
    branch = child;
  }
}

function freeze(branch: Branch): FormValue {
  const entries = [...branch.entries].map(([key, value]): [string, FormValue] => [
    key,
    typeof value === 'string' ? value : freeze(value),
  ]);
  const isList = entries.length > 0 && entries.every(([key], index) => key === String(index));
  if (isList) return entries.map(([, value]) => value);
  // NOTE: a null prototype, so that a field named `__proto__` is only a field.
  return Object.assign(Object.create(null), Object.fromEntries(entries)) as FormObject;
}
