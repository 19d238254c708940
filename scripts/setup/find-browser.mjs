import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { SetupFailure, say, timed } from './say.mjs';

const CHROMIUM = '/usr/bin/chromium';

/**
 * Sees to Debian's Chromium, which the tests of the portal drive. As root on a Debian without it, it is installed;
 * elsewhere its absence is said, and only those tests fail.
 */
export async function findBrowser() {
  if (existsSync(process.env.BETALT_CHROMIUM ?? CHROMIUM)) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    await timed("Installing Debian's Chromium for the browser tests (once)", installChromium);
    return;
  }
  say(`No ${process.env.BETALT_CHROMIUM ?? CHROMIUM}: the browser tests will fail.`);
  say('  -> Install it (Debian: sudo apt-get install chromium), or set BETALT_CHROMIUM to a Chromium or Chrome.');
}

function installChromium() {
  apt('update', '-q');
  apt('install', '-q', '-y', '--no-install-recommends', 'chromium');
}

function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8' });
  if (status === 0) return;
  throw new SetupFailure(
    `${`${stdout ?? ''}${stderr ?? ''}`.trim().split('\n').slice(-8).join('\n')}\n\napt-get ${args[0]} did not succeed.`,
    'Install Chromium by hand, or set BETALT_CHROMIUM to one that is there, then run npm test again.',
  );
}
