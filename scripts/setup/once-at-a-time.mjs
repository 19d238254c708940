import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './say.mjs';

/**
 * Lets one process at a time change the checkout: two commands started together on a fresh clone would otherwise
 * install into each other. A lock whose process is gone is taken over.
 */
export async function onceAtATime(lockPath, work) {
  mkdirSync(dirname(lockPath), { recursive: true, mode: 0o700 });
  let waiting = false;
  while (!take(lockPath)) {
    if (!waiting) say('Waiting for another Betalt command that is setting up this checkout …');
    waiting = true;
    await sleep(500);
  }
  try {
    return await work();
  } finally {
    rmSync(lockPath, { force: true });
  }
}

function take(lockPath) {
  try {
    const file = openSync(lockPath, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (failure) {
    if (failure.code !== 'EEXIST') throw failure;
  }
  const holder = holderOf(lockPath);
  if (holder !== undefined && !lives(holder)) rmSync(lockPath, { force: true });
  return false;
}

/** Undefined when the lock has just gone, or its holder has not written its number yet. */
function holderOf(lockPath) {
  try {
    const pid = Number(readFileSync(lockPath, 'utf8'));
    return pid > 0 ? pid : undefined;
  } catch (failure) {
    if (failure.code === 'ENOENT') return undefined;
    throw failure;
  }
}

function lives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (failure) {
    return failure.code === 'EPERM';
  }
}
