import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.ts';

describe('the configuration table of README.md', () => {
  it('has every variable that the configuration reads, and none that it does not', () => {
    expect([...documentedVariables()].toSorted()).toEqual([...variablesRead()].toSorted());
  });

  it('lists each variable once', () => {
    const rows = documentedVariables();
    expect(rows).toEqual([...new Set(rows)]);
  });
});

/** Asks the reader itself, so that a variable cannot be added anywhere without its row. */
function variablesRead(): Set<string> {
  const asked = new Set<string>();
  const environment = new Proxy<Record<string, string | undefined>>(
    {},
    {
      get: (_target, name) => {
        asked.add(String(name));
        return undefined;
      },
    },
  );
  const config = readConfig(environment);
  expect(config.ok).toBe(true);
  return asked;
}

/** First cells of the table in the section *Configuration*. */
function documentedVariables(): string[] {
  const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8');
  const [, section = ''] = readme.split(/^## Configuration$/m);
  const [table = ''] = section.split(/^## /m);
  return [...table.matchAll(/^\| `([A-Z][A-Z0-9_]*)` \|/gm)].map(([, name = '']) => name);
}
