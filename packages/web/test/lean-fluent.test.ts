import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tokens } from '@fluentui/react-components';
import { describe, expect, it } from 'vitest';
import { leanModule, shortTokens } from '../build/lean-fluent.ts';

const require = createRequire(import.meta.url);

describe('shortTokens', () => {
  it('says the same as Fluent’s own table for every name', async () => {
    const code = `data:text/javascript,${encodeURIComponent(shortTokens(tokens))}`;
    const { tokens: short } = (await import(/* @vite-ignore */ code)) as { tokens: Record<string, string> };
    expect(Object.keys(tokens).length).toBeGreaterThan(400);
    for (const [name, value] of Object.entries(tokens)) expect(short[name]).toBe(value);
  });
});

describe('leanModule', () => {
  const components = createRequire(require.resolve('@fluentui/react-components'));

  it('replaces files that exist, so that an update of Fluent cannot leave it behind unnoticed', () => {
    const griffel = components.resolve('@griffel/core').replace(/lib\/.*$/, 'src/renderer/rehydrateRendererCache.js');
    const table = components.resolve('@fluentui/tokens').replace(/lib-commonjs\/.*$/, 'lib/tokens.js');
    for (const file of [griffel, table]) {
      expect(existsSync(file)).toBe(true);
      expect(leanModule(file)).toBeDefined();
    }
  });

  it('leaves everything else alone', () => {
    expect(leanModule(components.resolve('@fluentui/tokens'))).toBeUndefined();
  });
});
