import { spawnSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './support/programs.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const passing = "it('adds', () => expect(1 + 1).toBe(2));";

describe('the last line of npm test', () => {
  it('counts what passed', () => {
    const { line, status } = runTests({ 'good.test.mjs': `${passing} it('too', () => {});` });
    expect(line).toBe('2 passed, 0 failed');
    expect(status).toBe(0);
  });

  it('counts what failed, what was skipped, and a file that could not be loaded', () => {
    const { line, status } = runTests({
      'mixed.test.mjs': `${passing} it('lies', () => expect(1).toBe(2)); it.skip('rests', () => {});`,
      'broken.test.mjs': "throw new Error('cannot load');",
    });
    expect(line).toBe('1 passed, 2 failed, 1 skipped');
    expect(status).toBe(1);
  });

  it('does not say 0 failed over a hook that threw, an error that nobody caught, or no tests at all', () => {
    const hook = runTests({ 'hook.test.mjs': `beforeAll(() => { throw new Error('no'); }); ${passing}` });
    expect(hook).toMatchObject({ status: 1, line: expect.stringMatching(/^0 passed, [12] failed/) });
    const stray = runTests({ 'stray.test.mjs': `${passing} Promise.reject(new Error('stray'));` });
    expect(stray).toEqual({ status: 1, line: '1 passed, 1 failed' });
    expect(runTests({})).toEqual({ status: 1, line: '0 passed, 1 failed' });
  });
});

function runTests(files: Record<string, string>): { line: string | undefined; status: number | null } {
  const folder = temporaryFolder();
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), `import { beforeAll, expect, it } from 'vitest';\n${text}\n`);
  }
  const args = [join(root, 'scripts/test.mjs'), '--root', folder];
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8', env: outsideEnvironment() });
  return { line: stdout.trimEnd().split('\n').at(-1), status };
}

/** Without what the running vitest has put there for its own workers. */
function outsideEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^VITEST|^BETALT_/.test(name));
  return Object.fromEntries(kept);
}
