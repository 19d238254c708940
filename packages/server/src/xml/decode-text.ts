import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { type FileProblem, placeOf, wholeFileProblem } from './file-problem.ts';

/** Larger files are refused unread: the largest real invoices, attachments included, are a tenth of it. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * The bytes of an XML or JSON file as text, by its byte order mark, else by the XML declaration, else UTF-8 (XML 1.0,
 * appendix F). UTF-8, UTF-16 and ISO-8859-1 / windows-1252 are read; anything else is refused by its name, and so is
 * a file whose bytes are not what it says.
 */
export function decodeText(bytes: Uint8Array, fileName: string): Result<string, FileProblem> {
  const refuse = (rule: string, message: string) => err(wholeFileProblem(fileName, rule, message));
  if (bytes.length === 0) return refuse('empty-file', 'The file is empty.');
  if (bytes.length > MAX_FILE_BYTES) {
    const [size, limit] = [bytes.length, MAX_FILE_BYTES].map((each) => (each / 1024 / 1024).toFixed(1));
    return refuse('file-too-large', `The file has ${size} MiB. At most ${limit} MiB are read.`);
  }
  const marked = encodingByMark(bytes);
  const declared = declaredEncoding(bytes, marked);
  const named = declared === undefined ? undefined : ENCODINGS[declared.toLowerCase()];
  if (declared !== undefined && !named) {
    const message = `The file says that its encoding is ${declared}. Send it as UTF-8, UTF-16 or ISO-8859-1.`;
    return refuse('encoding-unknown', message);
  }
  if (named && !isSameEncoding(named, marked)) {
    const found = marked ? `begins as ${marked.toUpperCase()}` : 'does not begin as UTF-16 does';
    const message = `The file says that its encoding is ${declared}, but it ${found}. Save it in the encoding it declares.`;
    return refuse('encoding-conflict', message);
  }
  return decode(bytes, marked ?? (named === 'windows-1252' ? named : 'utf-8'), fileName);
}

const ENCODINGS: Readonly<Record<string, 'utf-8' | 'utf-16' | 'windows-1252'>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'utf-16': 'utf-16',
  'utf-16le': 'utf-16',
  'utf-16be': 'utf-16',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'windows-1252': 'windows-1252',
};

function encodingByMark(bytes: Uint8Array): Encoding | undefined {
  const [a = -1, b = -1, c = -1, d = -1] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  // Without a mark, '<?' in two-byte units.
  if (a === 0 && b === 0x3c && c === 0 && d === 0x3f) return 'utf-16be';
  if (a === 0x3c && b === 0 && c === 0x3f && d === 0) return 'utf-16le';
  return undefined;
}

function declaredEncoding(bytes: Uint8Array, marked: Encoding | undefined): string | undefined {
  const head = new TextDecoder(marked ?? 'windows-1252').decode(bytes.subarray(0, 400));
  return /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']{1,40})["']/.exec(head)?.[1];
}

function isSameEncoding(named: 'utf-8' | 'utf-16' | 'windows-1252', marked: Encoding | undefined): boolean {
  if (named === 'utf-16') return marked === 'utf-16le' || marked === 'utf-16be';
  return marked === undefined || marked === named;
}

function decode(bytes: Uint8Array, encoding: Encoding, fileName: string): Result<string, FileProblem> {
  try {
    return ok(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    const lenient = new TextDecoder(encoding).decode(bytes);
    const place = placeOf(lenient, Math.max(lenient.indexOf('\uFFFD'), 0));
    const message = `The bytes here are not ${encoding.toUpperCase()}. Save the file in the encoding that it declares.`;
    return err({ fileName, ...place, path: '/', rule: 'encoding-broken', message });
  }
}
