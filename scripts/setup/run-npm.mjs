import { spawn } from 'node:child_process';
import { inRoot } from './root.mjs';

/**
 * Runs npm with the Node that runs the outer npm: the pinned Node lives in node_modules, which `npm ci` deletes.
 * @returns {Promise<{ code: number | null, said: string }>} exit code, and all that npm wrote
 */
export function runNpm(args) {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  const [command, first] = npm === undefined ? ['npm', []] : [node ?? process.execPath, [npm]];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...first, ...args], { cwd: inRoot(), stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        said = (said + chunk).slice(-100_000);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said }));
  });
}
