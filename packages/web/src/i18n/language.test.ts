import { describe, expect, it } from 'vitest';
import { firstVisitLanguage, formatLocale } from './language.ts';

describe('firstVisitLanguage', () => {
  it('is Norwegian for every way of writing Norwegian', () => {
    for (const tag of ['nb-NO', 'nb', 'no', 'nn-NO', 'NB-no']) expect(firstVisitLanguage([tag])).toBe('nb-NO');
  });

  it('takes the first language that the portal speaks', () => {
    expect(firstVisitLanguage(['de-DE', 'nb-NO', 'en-GB'])).toBe('nb-NO');
    expect(firstVisitLanguage(['en-GB', 'nb-NO'])).toBe('en-US');
  });

  it('is English where none is spoken', () => {
    expect(firstVisitLanguage(['de-DE', 'ja'])).toBe('en-US');
    expect(firstVisitLanguage([])).toBe('en-US');
  });
});

describe('formatLocale', () => {
  it("keeps the browser's region of the portal's language", () => {
    expect(formatLocale('en-US', ['nb-NO', 'en-GB'])).toBe('en-GB');
  });

  it('does not write Norwegian dates in an English portal', () => {
    expect(formatLocale('en-US', ['nb-NO'])).toBe('en-US');
  });

  it("obeys the reader's own choice", () => {
    expect(formatLocale('en-US', ['en-US'], 'nb-NO')).toBe('nb-NO');
  });
});
