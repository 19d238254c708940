import { describe, expect, it } from 'vitest';
import { type ChosenSettings, isSameSettings, REGIONS, regionExample } from './settings-form.ts';

const saved: ChosenSettings = { language: 'en-US', region: '', theme: 'system', showSourceOnHover: false };

describe('isSameSettings', () => {
  it('sees a change of each setting', () => {
    expect(isSameSettings(saved, { ...saved })).toBe(true);
    const changes: Partial<ChosenSettings>[] = [
      { language: 'nb-NO' },
      { region: 'nb-NO' },
      { theme: 'dark' },
      { showSourceOnHover: true },
    ];
    for (const change of changes) expect(isSameSettings(saved, { ...saved, ...change })).toBe(false);
  });
});

describe('regionExample', () => {
  it('shows the same amount and day in the way of the region', () => {
    const day = new Date('2026-11-30T00:00:00Z');
    expect(regionExample('en-US', day)).toEqual({ amount: '1,234,567.50', date: 'Nov 30, 2026' });
    expect(regionExample('de-DE', day)).toEqual({ amount: '1.234.567,50', date: '30.11.2026' });
  });

  it('offers only locales that the platform knows', () => {
    expect(Intl.NumberFormat.supportedLocalesOf([...REGIONS])).toEqual([...REGIONS]);
  });
});
