import type { Language } from '@betalt/contract/portal/session.ts';

export type { Language };

/** Each language under its own name, as a chooser shows it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  'en-US': 'English (United States)',
  'nb-NO': 'Norsk bokmål (Norge)',
};

/** The language of a first visit: the first of the browser's languages that the portal speaks, else English. */
export function firstVisitLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const base = tag.toLowerCase().split('-')[0];
    if (base === 'nb' || base === 'no' || base === 'nn') return 'nb-NO';
    if (base === 'en') return 'en-US';
  }
  return 'en-US';
}

/**
 * The locale that amounts and dates are written in: the reader's own choice; else the browser's region where it
 * belongs to the portal's language (en-GB with English); else that of the language.
 */
export function formatLocale(language: Language, preferred: readonly string[], chosen?: string): string {
  if (chosen !== undefined && chosen !== '') return chosen;
  const base = language.split('-')[0];
  return preferred.find((tag) => tag.split('-')[0] === base && tag.includes('-')) ?? language;
}
