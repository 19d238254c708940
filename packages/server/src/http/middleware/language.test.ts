import { describe, expect, it } from 'vitest';
import { preferredLanguage } from './language.ts';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'en-US'],
    ['', 'en-US'],
    ['nb-NO', 'nb-NO'],
    ['no', 'nb-NO'],
    ['nn-NO, en;q=0.5', 'nb-NO'],
    ['en-GB, nb;q=0.9', 'en-US'],
    ['en;q=0.4, nb;q=0.9', 'nb-NO'],
    ['de, fr;q=0.9, nb;q=0.1', 'nb-NO'],
    ['nb;q=0, en', 'en-US'],
    ['de-DE, *;q=0.5', 'en-US'],
    ['NB-no', 'nb-NO'],
    ['nb;q=nonsense, en;q=0.5', 'nb-NO'],
  ])('for Accept-Language %s is %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});
