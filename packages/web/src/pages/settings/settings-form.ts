import type { Language, Theme } from '@betalt/contract/portal/session.ts';

/** What the form holds. `region` is a locale for numbers and dates, or '' to follow the language. */
export type ChosenSettings = {
  readonly language: Language;
  readonly region: string;
  readonly theme: Theme;
  readonly showSourceOnHover: boolean;
};

export function isSameSettings(a: ChosenSettings, b: ChosenSettings): boolean {
  return (
    a.language === b.language &&
    a.region === b.region &&
    a.theme === b.theme &&
    a.showSourceOnHover === b.showSourceOnHover
  );
}

/** Region formats that are offered besides *follow the language*. */
export const REGIONS = [
  'en-US',
  'en-GB',
  'nb-NO',
  'da-DK',
  'sv-SE',
  'fi-FI',
  'de-DE',
  'de-CH',
  'fr-FR',
  'nl-NL',
  'es-ES',
  'it-IT',
  'pl-PL',
  'ja-JP',
] as const;

/** An amount and a date as that region writes them, to choose by. */
export function regionExample(locale: string, date: Date): { amount: string; date: string } {
  return {
    amount: new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(1234567.5),
    date: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(date),
  };
}
