import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fromFileFailure } from './failures.mjs';
import { onceAtATime } from './once-at-a-time.mjs';
import { inRoot } from './root.mjs';
import { runNpm } from './run-npm.mjs';
import { SetupFailure, timed } from './say.mjs';

const PAGE = inRoot('packages/web/dist/index.html');
const STAMP = inRoot('packages/web/dist/.betalt-build-hash');
const INPUTS = [
  'packages/web',
  'packages/core/src',
  'packages/contract/src',
  'package-lock.json',
  'tsconfig.base.json',
];
// Tests do not show, and compiled catalogues are made from the .po files beside them.
const NOT_BUILT = /\.test\.tsx?$|\/locales\/[^/]+\.[cm]?[jt]s$/;
const NOT_INPUTS = new Set(['dist', 'node_modules', 'e2e', 'test', 'coverage', '.vite']);

/** Builds the portal's pages, unless they are there and made from exactly these sources. */
export async function buildPortal() {
  if (isBuilt(hashOfInputs())) return;
  try {
    await onceAtATime(inRoot('.betalt', 'setup.lock'), buildUnlessDone);
  } catch (failure) {
    throw fromFileFailure(failure, inRoot('packages/web/dist'));
  }
}

async function buildUnlessDone() {
  const hash = hashOfInputs();
  if (isBuilt(hash)) return;
  await timed('Building the portal', build);
  writeFileSync(STAMP, hash);
}

async function build() {
  const { code, said } = await runNpm(['run', 'build', '-w', '@betalt/web']);
  if (code === 0 && existsSync(PAGE)) return;
  throw new SetupFailure(
    `${withoutStack(said).slice(-25).join('\n')}\n\nThe portal could not be built.`,
    'Mend what it says above, then run the command again. On an unchanged checkout, delete node_modules and try again.',
  );
}

/** What is wrong stands above the places in the build tool that found it. */
function withoutStack(said) {
  return said
    .trim()
    .split('\n')
    .filter((line) => !/^\s*(at |\.\.\. collapsed)|^npm (error|ERR!)/.test(line));
}

function isBuilt(hash) {
  return existsSync(PAGE) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash;
}

/** Content, not times: git gives every file of a fresh checkout a new one. */
function hashOfInputs() {
  const hash = createHash('sha256');
  for (const path of INPUTS.flatMap((input) => filesBelow(inRoot(input)))) {
    hash.update(relative(inRoot(), path)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(path) {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .filter((entry) => !NOT_INPUTS.has(entry.name) && !NOT_BUILT.test(join(path, entry.name)))
      .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)]));
  } catch (failure) {
    if (failure.code === 'ENOTDIR') return [path];
    throw failure;
  }
}
