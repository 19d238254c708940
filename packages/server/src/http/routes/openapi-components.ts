import { STATUS_CODES } from 'node:http';
import type { OpenApiDocument } from './openapi-document.ts';

// Carries a schema's `$id` through the plugin, which keeps extensions.
const NAME = 'x-schema-name';

/** Renames every `$id` of a route's schemas, so that `withComponents` finds the names again. */
export function nameSchemas<T>(schema: T): T {
  return mapObjects(schema, ({ $id, ...rest }) => (typeof $id === 'string' ? { ...rest, [NAME]: $id } : rest)) as T;
}

/**
 * Names shared schemas: every schema with a name moves to `components.schemas` and is referred to. Schemas of one name are the
 * same by construction (packages/contract), which is asserted. Answers are described by their status.
 */
export function withComponents(document: OpenApiDocument): OpenApiDocument {
  const schemas = new Map<string, unknown>();
  const paths = mapObjects(document.paths, ({ [NAME]: name, ...schema }) =>
    typeof name === 'string' ? { $ref: keep(schemas, name, schema) } : schema,
  ) as OpenApiDocument['paths'];
  describeAnswers(paths);
  const sorted = [...schemas].sort(([one], [other]) => (one < other ? -1 : 1));
  return { ...document, paths, components: { ...document.components, schemas: Object.fromEntries(sorted) } };
}

function keep(schemas: Map<string, unknown>, name: string, schema: unknown): string {
  const known = schemas.get(name);
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)) {
    throw new Error(`two different schemas call themselves ${name}`);
  }
  schemas.set(name, schema);
  return `#/components/schemas/${name}`;
}

function describeAnswers(paths: OpenApiDocument['paths']): void {
  for (const operation of Object.values(paths).flatMap((methods) => Object.values(methods))) {
    for (const [status, answer] of Object.entries(operation.responses ?? {})) {
      Object.assign(answer, { description: STATUS_CODES[status] ?? 'Answer' });
    }
    // Whatever else happens, it comes in the one envelope.
    Object.assign(operation, { responses: { ...operation.responses, default: PROBLEM } });
  }
}

const PROBLEM = {
  description: 'A problem',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/ErrorResponse' } } },
};

/** A copy with every plain object replaced, inner ones first. */
function mapObjects(node: unknown, change: (object: Record<string, unknown>) => Record<string, unknown>): unknown {
  if (Array.isArray(node)) return node.map((each) => mapObjects(each, change));
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([name, value]) => [name, mapObjects(value, change)] as const);
  return change(Object.fromEntries(entries));
}
