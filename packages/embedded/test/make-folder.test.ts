import { mkdtemp, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFolder } from '../src/make-folder.ts';

it('makes a folder and those above it, once and again', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'betalt-folder-')), 'a', 'b');
  await makeFolder(path);
  await makeFolder(path);
  expect((await stat(path)).mode & 0o777).toBe(0o700);
});

it('says so, rather than trying for ever, where none can be made', async () => {
  await expect(makeFolder('/proc/nowhere/at/all')).rejects.toMatchObject({ code: 'ENOENT' });
});

it('does not take a file for a folder', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'betalt-folder-')), 'file');
  await writeFile(path, '');
  await expect(makeFolder(path)).rejects.toMatchObject({ code: 'EEXIST' });
});
