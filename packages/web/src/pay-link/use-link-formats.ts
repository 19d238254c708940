import { useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import { createFormats, type Formats } from '../i18n/formats.ts';
import { currentLanguage } from '../i18n/i18n.ts';
import { formatLocale } from '../i18n/language.ts';

/** Formats of the reader's browser: no account says otherwise here. */
export function useLinkFormats(): Formats {
  const { i18n } = useLingui();
  return useMemo(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const locale = formatLocale(currentLanguage(), navigator.languages);
    return createFormats({ locale, timeZone, nowMs: () => Date.now() });
    // `i18n.locale` is not named inside, but a new language means new formats.
  }, [i18n.locale]);
}
