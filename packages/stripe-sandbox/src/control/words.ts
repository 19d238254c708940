import { invalid } from '../wire/failures.ts';

/** The members of a JSON object, of which none may have another name. */
export function onlyWords(body: unknown, names: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalid('A JSON object is needed.');
  const unknown = Object.keys(body).filter((name) => !names.includes(name));
  if (unknown.length > 0) throw invalid(`Unknown: ${unknown.join(', ')}.`);
  return body as Record<string, unknown>;
}
