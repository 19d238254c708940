import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../../../../', import.meta.url);

it('every scenario of payments is a test of the name that the page gives', () => {
  const rows = scenarios();
  // Another form of table must not make this pass over nothing.
  expect(rows.length).toBeGreaterThan(50);
  const missing = rows.filter(
    ({ test, file }) => !readFileSync(new URL(`packages/${file}`, root), 'utf8').includes(test),
  );
  expect(missing).toEqual([]);
});

function scenarios(): { scenario: string; test: string; file: string }[] {
  const page = readFileSync(new URL('docs/domain/payment-scenarios.md', root), 'utf8');
  return [...page.matchAll(/^\| (.+?) \| (.+?) \| `(.+?)` \|$/gm)].map(([, scenario = '', test = '', file = '']) => ({
    scenario,
    test,
    file,
  }));
}
