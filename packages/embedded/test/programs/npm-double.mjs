// Stands in for npm in tests of the set-up: writes down how it was called, and does what the environment says.
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const args = process.argv.slice(2);
appendFileSync('npm-calls.txt', `${args.slice(0, 2).join(' ')}\n`);
if (process.env['NPM_SAYS'] !== undefined) {
  process.stderr.write(process.env['NPM_SAYS']);
  process.exit(1);
}
await new Promise((resolve) => setTimeout(resolve, Number(process.env['NPM_TAKES_MS'] ?? 0)));
if (args[0] === 'ci') {
  rmSync('node_modules', { recursive: true, force: true });
  mkdirSync('node_modules/.bin', { recursive: true });
  writeFileSync('node_modules/.bin/node', '');
  writeFileSync('node_modules/.package-lock.json', readFileSync('package-lock.json'));
}
if (args[0] === 'run') {
  mkdirSync('packages/web/dist', { recursive: true });
  writeFileSync('packages/web/dist/index.html', '<!doctype html>');
}
