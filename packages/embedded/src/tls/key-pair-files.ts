import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../file-failure.ts';
import type { Issued } from './issue-certificates.ts';

/** Reads `NAME.pem` and `NAME.key`; undefined when one of them is not there. */
export async function readPair(dir: string, name: string): Promise<Issued | undefined> {
  try {
    const [cert, key] = await Promise.all([
      readFile(join(dir, `${name}.pem`), 'utf8'),
      readFile(join(dir, `${name}.key`), 'utf8'),
    ]);
    return { cert, key };
  } catch (failure) {
    if (errnoOf(failure) === 'ENOENT') return undefined;
    throw failure;
  }
}

/** Writes both, each whole or not at all; the key is for its owner's eyes only. */
export async function writePair(dir: string, name: string, pair: Issued): Promise<Issued> {
  await replaceFile(join(dir, `${name}.key`), pair.key, 0o600);
  await replaceFile(join(dir, `${name}.pem`), pair.cert, 0o644);
  return pair;
}

async function replaceFile(path: string, text: string, mode: number): Promise<void> {
  const fresh = `${path}.${randomUUID()}`;
  try {
    await writeFile(fresh, text, { mode, flush: true });
    await rename(fresh, path);
  } finally {
    await rm(fresh, { force: true });
  }
}
