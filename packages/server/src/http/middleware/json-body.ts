import { type App } from '../app.ts';
import { RequestViolation } from './validation.ts';

/**
 * JSON bodies as they are: UTF-8 without a broken byte, no key that would reach a prototype, and no text that PostgreSQL cannot
 * keep (U+0000, half a surrogate pair), which is refused with its place (RFC 7493, I-JSON).
 */
export function parseJsonBodies(app: App): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const text = decode(body as Buffer);
    if (text === null) return done(new MalformedJson());
    void parse(request, text, (error, value) => {
      if (error !== null) return done(error);
      const place = MAY_BE_UNKEEPABLE.test(text) ? unkeepable(value, '') : null;
      return place === null ? done(null, value) : done(violationAt(place));
    });
  });
}

/** `errors.ts` answers it as any other body that is no JSON. */
class MalformedJson extends Error {
  override readonly name = 'MalformedJson';
  readonly code = 'FST_ERR_CTP_INVALID_JSON_BODY';
  readonly statusCode = 400;
}

// Only escapes can spell them: JSON has no raw control characters, and UTF-8 no halves of pairs.
const MAY_BE_UNKEEPABLE = /\\u(?:0000|d[89a-f])/i;

/** The JSON pointer of the first name or text that cannot be kept, or null. */
function unkeepable(value: unknown, pointer: string): string | null {
  if (typeof value === 'string') return isKeepable(value) ? null : pointer;
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, member] of Object.entries(value)) {
    if (!isKeepable(name)) return pointer;
    const found = unkeepable(member, `${pointer}/${name}`);
    if (found !== null) return found;
  }
  return null;
}

/** True for text that PostgreSQL takes. */
export function isKeepable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

function violationAt(pointer: string): RequestViolation {
  return new RequestViolation('body', [{ keyword: 'pattern', schemaPath: '', instancePath: pointer, params: {} }]);
}

function decode(body: Buffer): string | null {
  try {
    return UTF_8.decode(body);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });
