import type { OpenApiDocument } from './openapi.ts';

/**
 * Names shared schemas: every schema with an `$id` moves to `components.schemas` and is referred to. Schemas of one `$id` are the
 * same by construction (packages/contract), which is asserted.
 */
export function withComponents(document: OpenApiDocument): OpenApiDocument {
  const schemas = new Map<string, unknown>();
  const paths = replace(document.paths, schemas) as OpenApiDocument['paths'];
  const sorted = [...schemas].sort(([one], [other]) => (one < other ? -1 : 1));
  return { ...document, paths, components: { ...document.components, schemas: Object.fromEntries(sorted) } };
}

function replace(node: unknown, schemas: Map<string, unknown>): unknown {
  if (Array.isArray(node)) return node.map((each) => replace(each, schemas));
  if (typeof node !== 'object' || node === null) return node;
  const { $id, ...rest } = node as Record<string, unknown>;
  const entries = Object.entries(rest).map(([name, value]) => [name, replace(value, schemas)] as const);
  const schema = Object.fromEntries(entries);
  if (typeof $id !== 'string') return schema;
  const known = schemas.get($id);
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)) {
    throw new Error(`two different schemas call themselves ${$id}`);
  }
  schemas.set($id, schema);
  return { $ref: `#/components/schemas/${$id}` };
}
