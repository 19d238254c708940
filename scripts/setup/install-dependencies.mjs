import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { diskFull, fromFileFailure, fromNpmWords } from './failures.mjs';
import { onceAtATime } from './once-at-a-time.mjs';
import { inRoot } from './root.mjs';
import { runNpm } from './run-npm.mjs';
import { SetupFailure, timed } from './say.mjs';

const LOCK_FILE = inRoot('package-lock.json');
const STAMP = inRoot('node_modules', '.betalt-lock-hash');
const OLDEST_NODE = 20;
const NEEDED_MB = 1200;
const PINNED = new Set(['linux-x64', 'linux-arm64']);

/** Installs what package-lock.json says, when node_modules is not that already. */
export async function installDependencies() {
  refuseOldNode();
  if (isInstalled()) return;
  try {
    await onceAtATime(inRoot('.betalt', 'setup.lock'), installUnlessDone);
  } catch (failure) {
    throw fromFileFailure(failure, inRoot());
  }
  refuseMissingRuntime();
}

async function installUnlessDone() {
  if (isInstalled()) return;
  refuseFullDisk();
  await timed('Installing dependencies from package-lock.json (once, about a minute)', install);
  writeFileSync(STAMP, lockHash());
}

async function install() {
  // Said in full, so that neither NODE_ENV=production nor a person's own npm settings leave out what start needs.
  const { code, said } = await runNpm(['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']);
  if (code !== 0) throw fromNpmWords(withoutEngineWarnings(said));
}

/**
 * npm itself runs on the outer Node and warns (EBADENGINE) about packages for newer ones; they run on the Node that
 * the lock file pins, so the warning is wrong here.
 */
export function withoutEngineWarnings(said) {
  return said
    .split('\n')
    .filter((line) => !/EBADENGINE/.test(line))
    .join('\n');
}

function isInstalled() {
  if (!existsSync(inRoot('node_modules')) || (hasPinnedNode() && !existsSync(inRoot('node_modules/.bin/node'))))
    return false;
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lockHash()) return true;
  if (!installedAsLocked()) return false;
  writeFileSync(STAMP, lockHash());
  return true;
}

function lockHash() {
  return createHash('sha256').update(readFileSync(LOCK_FILE)).digest('hex');
}

/** Whether npm's own record of node_modules says what the lock file says: somebody installed by hand. */
function installedAsLocked() {
  const record = inRoot('node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const locked = JSON.parse(readFileSync(LOCK_FILE, 'utf8')).packages;
  return Object.entries(locked).every(([path, wanted]) => {
    if (!path.includes('node_modules/')) return true; // The workspaces themselves.
    const found = installed[path];
    return found === undefined ? wanted.optional === true : found.version === wanted.version;
  });
}

/** Asked before: npm on a full disk does not fail but hangs. A reinstall frees what is there first. */
function refuseFullDisk() {
  if (existsSync(inRoot('node_modules'))) return;
  const { bavail, bsize } = statfsSync(inRoot());
  if ((bavail * bsize) / 2 ** 20 < NEEDED_MB) throw diskFull();
}

function hasPinnedNode() {
  return PINNED.has(`${process.platform}-${process.arch}`);
}

function refuseOldNode() {
  if (major(process.versions.node) >= OLDEST_NODE) return;
  throw new SetupFailure(
    `npm runs on Node ${process.versions.node}; Betalt's set-up needs Node ${OLDEST_NODE} or newer.`,
    'Install a newer Node (on Debian 12: NodeSource or your own build), then run the command again.',
  );
}

function refuseMissingRuntime() {
  if (hasPinnedNode() ? existsSync(inRoot('node_modules/.bin/node')) : major(process.versions.node) >= 24) return;
  throw new SetupFailure(
    `There is no Node 24 for ${process.platform} on ${process.arch} in the lock file.`,
    'Install Node 24 or newer and run the command again with it; set DATABASE_URL to a PostgreSQL 15 or newer.',
  );
}

function major(version) {
  return Number.parseInt(version, 10);
}
