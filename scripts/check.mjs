// `npm run check`: each check once, all of them even when one fails; what a failing one wrote, and nothing of the others.
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { inRoot } from './setup/root.mjs';

const configs = globSync('{tsconfig*.json,packages/*/tsconfig*.json,packages/*/src/**/tsconfig.json}', {
  cwd: inRoot(),
})
  .filter((path) => !path.includes('node_modules') && !path.endsWith('tsconfig.base.json'))
  .toSorted();

const checks = [
  ['format', 'biome', 'check', '--linter-enabled=false', '.'],
  ['lint', 'oxlint', '--type-aware', '--deny-warnings'],
  ...configs.map((config) => [`types ${config}`, 'tsc', '-p', config]),
  ['imports', 'depcruise', '--config', '.dependency-cruiser.cjs', 'packages', '--output-type', 'err'],
  ['unused', 'knip', '--no-progress'],
  ['words', 'npm', 'run', '--silent', 'check:messages', '-w', '@betalt/web'],
];

let failed = 0;
for (const [name, command, ...args] of checks) {
  const start = Date.now();
  const { code, said } = await run(command, args);
  process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)\n`);
  if (code === 0) continue;
  failed += 1;
  process.stdout.write(`${said.trim()}\n\n`);
}
process.stdout.write(failed === 0 ? 'All checks are good.\n' : `${failed} of ${checks.length} checks failed.\n`);
process.exitCode = failed === 0 ? 0 : 1;

/** The tools are found on the PATH that npm makes: node_modules/.bin first. */
function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: inRoot(), stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said }));
  });
}
