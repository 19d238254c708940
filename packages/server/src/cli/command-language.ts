import type { Language } from '@betalt/contract/portal/session.ts';

/** The language of a command's sentences, by the first of POSIX's variables that says one: 'nb_NO.UTF-8' is Norwegian. */
export function commandLanguage(environment: Readonly<Record<string, string | undefined>>): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((each) => each !== undefined && each !== '') ?? '';
  return /^(?:nb|nn|no)(?:[_.@]|$)/i.test(locale) ? 'nb-NO' : 'en-US';
}
