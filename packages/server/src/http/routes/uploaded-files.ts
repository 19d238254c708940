import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { App } from '../app.ts';
import { compileSchema } from '../middleware/validation.ts';
import { type Problem, problem } from '../problems/problem.ts';

export interface UploadedFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export const FILES_LIMIT_MIB = 20;
export const FILES_LIMIT_BYTES = FILES_LIMIT_MIB * 1_048_576;
export const MOST_FILES = 100;

/** Makes a scope take files: the body is one of them, as the bytes that it is (JSON too), or multipart with several. */
export async function takeFiles(scope: App, mediaTypes: string[]): Promise<void> {
  scope.removeAllContentTypeParsers();
  const asBytes = { parseAs: 'buffer', bodyLimit: FILES_LIMIT_BYTES } as const;
  scope.addContentTypeParser(mediaTypes, asBytes, (_request, body, done) => done(null, body));
  scope.setValidatorCompiler((part) =>
    part.httpPart === 'body' ? (value: unknown) => ({ value }) : compileSchema(part),
  );
  await scope.register(multipart, { limits: { fileSize: FILES_LIMIT_BYTES, files: MOST_FILES, fields: 0 } });
}

/** The files, or why there are none. They are held in memory, all at once, so all of them together are limited. */
export async function filesOf(request: FastifyRequest, fileName: string): Promise<UploadedFile[] | Problem> {
  if (!request.isMultipart()) {
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    return [{ fileName, bytes }];
  }
  try {
    const files = await filesOfForm(request, fileName);
    if (files === null) return tooLarge();
    return files.length === 0 ? malformed() : files;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    request.log.info({ err: error }, 'a form could not be read');
    // Whatever else the form's reader throws is about the form: a missing boundary, an early end, a field, too many files.
    return code === 'FST_REQ_FILE_TOO_LARGE' ? tooLarge() : malformed();
  }
}

function tooLarge(): Problem {
  return problem('RequestEntityTooLarge', { limitMiB: FILES_LIMIT_MIB });
}

function malformed(): Problem {
  return problem('MalformedForm', { mostFiles: MOST_FILES });
}

async function filesOfForm(request: FastifyRequest, fileName: string): Promise<UploadedFile[] | null> {
  const files: UploadedFile[] = [];
  let total = 0;
  for await (const part of request.files()) {
    const bytes = await part.toBuffer();
    total += bytes.length;
    if (total > FILES_LIMIT_BYTES) return null;
    files.push({ fileName: part.filename === '' ? fileName : part.filename, bytes });
  }
  return files;
}
