import { describe, expect, it } from 'vitest';
import { themesAsCss } from '../build/theme-styles.ts';

describe('themesAsCss', () => {
  it('writes what themes share once and what differs under each theme', () => {
    expect(themesAsCss({ light: { size: '13px', text: 'black' }, dark: { size: '13px', text: 'white' } })).toBe(
      [
        ':root{--size:13px;}',
        ':root[data-theme="light"]{--text:black;}',
        ':root[data-theme="dark"]{--text:white;}',
      ].join('\n'),
    );
  });

  it('leaves out what a theme does not have', () => {
    expect(themesAsCss({ light: { glow: 'none' }, dark: {} })).toContain(':root[data-theme="dark"]{}');
  });
});
