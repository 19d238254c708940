import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './support/programs.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const SERVER = 'packages/server/src';

/** [rule, the file that breaks it, what it imports (a path of the fixture, or a specifier)]. */
const FORBIDDEN: [string, string, string][] = [
  ['core-is-pure', 'packages/core/src/clock.ts', 'node:fs'],
  ['core-is-pure', 'packages/core/src/schema.ts', 'typebox'],
  ['contract-sees-core', 'packages/contract/src/peek.ts', '@betalt/server/app/pay.ts'],
  ['contract-runs-anywhere', 'packages/contract/src/disk.ts', 'node:fs'],
  ['contract-runs-anywhere', 'packages/contract/src/query.ts', 'pg'],
  ['client-sees-contract', 'packages/client/src/peek.ts', '@betalt/server/app/pay.ts'],
  ['web-never-sees-server', 'packages/web/src/peek.tsx', '@betalt/server/app/pay.ts'],
  ['sandbox-sees-nothing', 'packages/stripe-sandbox/src/peek.ts', '@betalt/core/money.ts'],
  ['embedded-sees-nothing', 'packages/embedded/src/postgres/peek.ts', '@betalt/core/money.ts'],
  ['server-stands-alone', `${SERVER}/app/peek.ts`, '@betalt/stripe-sandbox/charge.ts'],
  ['nobody-needs-the-bench', 'packages/embedded/src/measure.ts', '@betalt/bench/run.ts'],
  ['embedded-only-at-the-entries', `${SERVER}/app/peek-embedded.ts`, '@betalt/embedded/postgres/start.ts'],
  ['adapters-see-core-only', `${SERVER}/db/call-up.ts`, `${SERVER}/app/pay.ts`],
  ['adapters-never-see-each-other', `${SERVER}/mail/attach.ts`, `${SERVER}/pdf/draw.ts`],
  ['xml-sees-core-only', `${SERVER}/xml/peek.ts`, `${SERVER}/bank/read.ts`],
  ['app-takes-gateways-as-arguments', `${SERVER}/app/charge.ts`, `${SERVER}/gateways/stripe/charge.ts`],
  ['app-never-calls-up', `${SERVER}/app/answer.ts`, `${SERVER}/http/routes/pay.ts`],
  ['app-knows-no-wire', `${SERVER}/app/shape.ts`, '@betalt/contract/invoice.ts'],
  ['http-never-sees-a-table', `${SERVER}/http/routes/select.ts`, `${SERVER}/db/query.ts`],
  ['http-never-sees-an-adapter', `${SERVER}/http/routes/send.ts`, `${SERVER}/mail/send.ts`],
  ['jobs-never-see-http', `${SERVER}/jobs/answer.ts`, `${SERVER}/http/routes/pay.ts`],
  ['wiring-only-at-the-entries', `${SERVER}/jobs/wire.ts`, `${SERVER}/wiring.ts`],
  ['nobody-imports-an-entry', `${SERVER}/jobs/again.ts`, `${SERVER}/main.ts`],
  ['source-never-imports-tests', 'packages/core/src/cheat.ts', 'packages/core/src/money.test.ts'],
  ['imports-resolve', `${SERVER}/app/lost.ts`, './nowhere.ts'],
];

/** The arrows of ARCHITECTURE.md, which must be free. */
const ALLOWED: [string, string][] = [
  ['packages/contract/src/invoice.ts', '@betalt/core/money.ts'],
  ['packages/contract/src/schema.ts', 'typebox'],
  ['packages/client/src/call.ts', '@betalt/contract/invoice.ts'],
  ['packages/web/src/page.tsx', '@betalt/client/call.ts'],
  [`${SERVER}/db/query.ts`, '@betalt/core/money.ts'],
  [`${SERVER}/app/pay.ts`, `${SERVER}/db/query.ts`],
  [`${SERVER}/bank/parse.ts`, `${SERVER}/xml/tree.ts`],
  [`${SERVER}/app/ask.ts`, `${SERVER}/gateways/gateway.ts`],
  [`${SERVER}/http/routes/pay.ts`, `${SERVER}/app/pay.ts`],
  [`${SERVER}/http/routes/parse.ts`, '@betalt/contract/invoice.ts'],
  [`${SERVER}/jobs/send.ts`, `${SERVER}/app/pay.ts`],
  [`${SERVER}/wiring.ts`, `${SERVER}/http/routes/pay.ts`],
  [`${SERVER}/main.ts`, '@betalt/embedded/postgres/start.ts'],
  ['packages/core/src/money.test.ts', 'vitest'],
];

/** Files that are only imported. */
const LEAVES = [
  'packages/core/src/money.ts',
  'packages/stripe-sandbox/src/charge.ts',
  'packages/embedded/src/postgres/start.ts',
  'packages/bench/src/run.ts',
  `${SERVER}/gateways/gateway.ts`,
  `${SERVER}/gateways/stripe/charge.ts`,
  `${SERVER}/bank/read.ts`,
  `${SERVER}/mail/send.ts`,
  `${SERVER}/xml/tree.ts`,
  `${SERVER}/pdf/draw.ts`,
];

describe('import directions', () => {
  it('lets the arrows of the architecture pass', () => {
    expect(violations(fixture([]))).toEqual([]);
  });

  it('catches every forbidden import by the name of its rule', () => {
    const caught = violations(fixture(FORBIDDEN));
    for (const [rule, from] of FORBIDDEN) expect(caught).toContainEqual({ rule, from });
  });

  it('catches a circle', () => {
    const folder = fixture([]);
    write(folder, 'packages/core/src/egg.ts', 'packages/core/src/hen.ts');
    write(folder, 'packages/core/src/hen.ts', 'packages/core/src/egg.ts');
    expect(violations(folder).map((found) => found.rule)).toEqual(['no-circular']);
  });

  it('has no rule without a case here', () => {
    const forbidden = names(createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')));
    const cases = new Set([...FORBIDDEN.map(([rule]) => rule), 'no-circular']);
    expect(forbidden.toSorted()).toEqual([...cases].toSorted());
  });
});

function fixture(forbidden: typeof FORBIDDEN): string {
  const folder = temporaryFolder();
  const packages = ['core', 'contract', 'client', 'server', 'web', 'stripe-sandbox', 'embedded', 'bench'];
  mkdirSync(join(folder, 'node_modules/@betalt'), { recursive: true });
  for (const name of packages) {
    const manifest = { name: `@betalt/${name}`, type: 'module', exports: { './*': './src/*' } };
    writeWhole(folder, `packages/${name}/package.json`, JSON.stringify(manifest));
    symlinkSync(join(folder, 'packages', name), join(folder, 'node_modules/@betalt', name));
  }
  for (const name of ['typebox', 'pg', 'vitest']) {
    writeWhole(folder, `node_modules/${name}/package.json`, JSON.stringify({ name, exports: './index.js' }));
    writeWhole(folder, `node_modules/${name}/index.js`, '');
  }
  for (const path of LEAVES) writeWhole(folder, path, 'export const thing = 1;\n');
  for (const [from, to] of ALLOWED) write(folder, from, to);
  for (const [, from, to] of forbidden) write(folder, from, to);
  return folder;
}

/** A source that imports a type only, in TSX an element besides: both have to be seen. */
function write(folder: string, from: string, to: string): void {
  const specifier = to.startsWith('packages/') ? relativeSpecifier(from, to) : to;
  const element = from.endsWith('x') ? 'export const view = <div className="a">a</div>;\n' : '';
  writeWhole(folder, from, `import type { thing } from '${specifier}';\nexport type T = typeof thing;\n${element}`);
}

function relativeSpecifier(from: string, to: string): string {
  const path = relative(dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}

function writeWhole(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function violations(folder: string): { rule: string; from: string }[] {
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [cruiser, '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', 'packages'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  const found: unknown[] = JSON.parse(stdout).summary.violations;
  return found.map(violation);
}

function violation(found: unknown): { rule: string; from: string } {
  const [rule, from] = [field(field(found, 'rule'), 'name'), field(found, 'from')];
  return { rule: String(rule), from: String(from) };
}

function names(config: unknown): string[] {
  const rules = field(config, 'forbidden');
  return Array.isArray(rules) ? rules.map((rule) => String(field(rule, 'name'))) : [];
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
