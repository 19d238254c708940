import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf } from './file-failure.ts';

/**
 * Makes a folder and those above it, for its owner only; one that is there is left as it is.
 * NOTE: Node's own `recursive` tries for ever where a folder cannot be made although the one above it is there, as in /proc.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (failure) {
    if (errnoOf(failure) === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (errnoOf(failure) !== 'ENOENT' || (await isThere(dirname(path)))) throw failure;
    await makeFolder(dirname(path));
    await makeFolder(path);
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (failure) {
    if (errnoOf(failure) === 'ENOENT') return false;
    throw failure;
  }
}
