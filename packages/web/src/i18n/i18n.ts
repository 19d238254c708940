import { i18n, type Messages } from '@lingui/core';
import { firstVisitLanguage, type Language } from './language.ts';

const LANGUAGE_KEY = 'betalt.language';

const catalogues: Readonly<Record<Language, () => Promise<{ messages: Messages }>>> = {
  'en-US': () => import('./locales/en-US.po'),
  'nb-NO': () => import('./locales/nb-NO.po'),
};

export { i18n };

/** Loads the language's messages and turns the whole portal to it; remembered in this browser for the next first paint. */
export async function activateLanguage(language: Language): Promise<void> {
  i18n.loadAndActivate({ locale: language, messages: await messagesOf(language) });
  document.documentElement.lang = language;
  localStorage.setItem(LANGUAGE_KEY, language);
}

export async function messagesOf(language: Language): Promise<Messages> {
  return (await catalogues[language]()).messages;
}

/** What this browser used last, else what it prefers. */
export function browserLanguage(): Language {
  const stored = localStorage.getItem(LANGUAGE_KEY);
  return stored === 'en-US' || stored === 'nb-NO' ? stored : firstVisitLanguage(navigator.languages);
}

export function currentLanguage(): Language {
  return i18n.locale === 'nb-NO' ? 'nb-NO' : 'en-US';
}
