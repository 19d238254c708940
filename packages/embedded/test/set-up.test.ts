import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './support/programs.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const npmDouble = fileURLToPath(new URL('programs/npm-double.mjs', import.meta.url));
const PAGE = 'packages/web/src/page.tsx';

describe('before npm start', () => {
  it('a fresh clone is installed from the lock file and the portal is built', async () => {
    const clone = freshClone();
    const { said, code } = await prestart(clone);
    expect(code).toBe(0);
    expect(said).toMatch(/Installing dependencies.* done in .*\nBuilding the portal … done in/);
    expect(npmCalls(clone)).toEqual(['ci --include=dev', 'run build']);
  });

  it('nothing is done or said when nothing is missing', async () => {
    const clone = await preparedClone();
    utimesSync(join(clone, PAGE), new Date(), new Date());
    expect(await prestart(clone)).toEqual({ said: '', code: 0 });
    expect(npmCalls(clone)).toEqual([]);
  });

  it('another lock file is installed anew', async () => {
    const clone = await preparedClone();
    write(clone, 'package-lock.json', lockFile('2.0.0'));
    await prestart(clone);
    expect(npmCalls(clone)).toEqual(['ci --include=dev', 'run build']);
  });

  it('what somebody installed by hand, just as the lock file says, is taken as it is', async () => {
    const clone = await preparedClone();
    rmSync(join(clone, 'node_modules/.betalt-lock-hash'));
    expect(await prestart(clone)).toEqual({ said: '', code: 0 });
    expect(npmCalls(clone)).toEqual([]);
  });

  it('an install without the pinned Node is done again', async () => {
    const clone = await preparedClone();
    rmSync(join(clone, 'node_modules/.bin/node'));
    await prestart(clone);
    expect(npmCalls(clone)).toEqual(['ci --include=dev']);
  });

  it('the portal is built again when a source changes, not when a test does', async () => {
    const clone = await preparedClone();
    write(clone, 'packages/web/src/page.test.tsx', 'changed');
    await prestart(clone);
    expect(npmCalls(clone)).toEqual([]);
    for (const path of [PAGE, 'packages/core/src/money.ts', 'packages/web/src/locales/nb-NO.po']) {
      write(clone, path, 'changed');
      await prestart(clone);
    }
    expect(npmCalls(clone)).toEqual(['run build', 'run build', 'run build']);
  });

  it('two that start together install once', async () => {
    const clone = freshClone();
    const both = await Promise.all([1, 2].map(() => prestart(clone, { NPM_TAKES_MS: '700' })));
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.map(({ said }) => said).join('')).toContain('Waiting for another Betalt command');
    expect(npmCalls(clone)).toEqual(['ci --include=dev', 'run build']);
  });

  it('the lock of a set-up that was killed does not stay in the way', async () => {
    const clone = freshClone();
    const killed = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(killed, 'exit');
    write(clone, '.betalt/setup.lock', String(killed.pid));
    expect((await prestart(clone)).code).toBe(0);
    expect(existsSync(join(clone, '.betalt/setup.lock'))).toBe(false);
  });
});

describe('when npm does not succeed', () => {
  it.each([
    ['npm error code ENOTFOUND', /cannot reach its registry/, /npm config get registry/],
    ['npm error code ENOSPC', /disk is full/, /GB/],
    ['npm error code EACCES', /may not write/, /chown/],
    ['npm error code EUSAGE', /say different things/, /same commit/],
    ['npm error code EINTEGRITY', /not the one that the lock file names/, /cache/],
    ['npm error code EBADPLATFORM', /refuses packages/, /engine-strict/],
    ['npm error something new', /did not succeed/, /npm@11/],
  ])('%s is said with a remedy', async (words, what, remedy) => {
    const { said, code } = await prestart(freshClone(), {
      NPM_SAYS: `npm warn EBADENGINE Unsupported engine\n${words}\n`,
    });
    expect(code).toBe(1);
    expect(said).toContain(words);
    expect(said).not.toContain('EBADENGINE');
    expect(said).toMatch(what);
    expect(said.split('->')[1]).toMatch(remedy);
  });
});

function freshClone(): string {
  const clone = temporaryFolder();
  cpSync(join(root, 'scripts'), join(clone, 'scripts'), { recursive: true });
  write(clone, 'package-lock.json', lockFile('1.0.0'));
  write(clone, PAGE, 'page');
  write(clone, 'packages/core/src/money.ts', 'money');
  return clone;
}

async function preparedClone(): Promise<string> {
  const clone = freshClone();
  await prestart(clone);
  rmSync(join(clone, 'npm-calls.txt'));
  return clone;
}

function lockFile(version: string): string {
  return JSON.stringify({ packages: { '': {}, 'node_modules/thing': { version } } });
}

function write(clone: string, path: string, text: string): void {
  mkdirSync(dirname(join(clone, path)), { recursive: true });
  writeFileSync(join(clone, path), text);
}

function npmCalls(clone: string): string[] {
  const path = join(clone, 'npm-calls.txt');
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
}

async function prestart(clone: string, env: NodeJS.ProcessEnv = {}): Promise<{ said: string; code: unknown }> {
  const child = spawn(process.execPath, [join(clone, 'scripts/prestart.mjs')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, npm_execpath: npmDouble, npm_node_execpath: process.execPath, ...env },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  const [code] = await once(child, 'close');
  return { said, code };
}
