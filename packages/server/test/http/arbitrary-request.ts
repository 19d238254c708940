import fc, { type Arbitrary } from 'fast-check';

/** As much of JSON Schema as the OpenAPI document uses for bodies. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
}

/** Text that somebody might try: plain, empty, long, of any script, with quotes and control characters, dates, numbers, filters. */
export const arbitraryText: Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '0',
    '-1',
    '50',
    '1e309',
    '9'.repeat(30),
    'null',
    'true',
    "' or 1=1 --",
    '%',
    '\0',
    '../..',
    'x'.repeat(400),
    '2026-02-30',
    '0000-00-00',
    'properties/dueDate desc',
    "status eq 'Due'",
    'totalAmount gt 1e5',
    "not (name eq 'a')",
    '00000000-0000-0000-0000-000000000000',
  ),
);

/** JSON text of a body that fits its schema, or nearly, or not at all. */
export function arbitraryBody(schema: Schema, named: Readonly<Record<string, Schema>>): Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: fitting(schema, named, 0).map((value) => JSON.stringify(value) ?? '') },
    { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    { weight: 1, arbitrary: fc.constantFrom('', '{', 'null', '[]', '{"__proto__":{}}', '"\\ud800"', '{"a":1,"a":2}') },
  );
}

const MOST_DEPTH = 6;

function fitting(schema: Schema, named: Readonly<Record<string, Schema>>, depth: number): Arbitrary<unknown> {
  if (depth > MOST_DEPTH) return fc.constant(null);
  const below = (inner: Schema): Arbitrary<unknown> =>
    fc.oneof(
      { weight: 8, arbitrary: fitting(inner, named, depth + 1) },
      fc.constantFrom<unknown>(null, 0, '', [], {}, -1.5, 'a\0', true),
    );
  if (schema.$ref !== undefined) {
    const inner = named[schema.$ref.split('/').at(-1) ?? ''];
    return inner === undefined ? fc.jsonValue() : fitting(inner, named, depth);
  }
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(below));
  switch (schema.type) {
    case 'object': {
      const members = Object.entries(schema.properties ?? {});
      const model = Object.fromEntries(members.map(([name, inner]) => [name, below(inner)]));
      return fc.record(model, { requiredKeys: [...(schema.required ?? [])].filter((name) => name in model) });
    }
    case 'array':
      return fc.array(schema.items === undefined ? fc.jsonValue() : below(schema.items), { maxLength: 4 });
    case 'integer':
      return fc.integer();
    case 'number':
      return fc.oneof(fc.double({ noNaN: true }), fc.integer());
    case 'boolean':
      return fc.boolean();
    case 'string':
      return fc.oneof(arbitraryText, fc.emailAddress(), fc.constantFrom('NO', 'NOK', 'Europe/Oslo', '2026-11-01'));
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}
