#!/usr/bin/env node
// @ts-check
// Plain JavaScript for whatever Node runs npm: Betalt itself runs on the Node that its lock file names.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

// The first line of Node 24 that strips types without a warning.
const NEEDED_MAJOR = 24;
const PINNED = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));
const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url));

if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) {
  // Compiled code and stripped types are kept beside the packages they come from: a second start saves half a second.
  nodeModule.enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/betalt', import.meta.url)));
  await import(CLI);
} else if (existsSync(PINNED)) {
  runPinned();
} else {
  process.stderr.write(
    `betalt: Node ${NEEDED_MAJOR} is needed and this is ${process.version}. Run npm ci in the project, which brings it, or use Node ${NEEDED_MAJOR}.\n`,
  );
  process.exitCode = 1;
}

function runPinned() {
  const child = spawn(PINNED, [CLI, ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl-C reaches both from the terminal, and the child decides; what is sent to this process alone is passed on.
  process.on('SIGINT', () => undefined);
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`betalt: ${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
}
