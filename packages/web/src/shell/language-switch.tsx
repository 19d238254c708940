import { Button } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import { activateLanguage } from '../i18n/i18n.ts';
import { LANGUAGE_NAMES, type Language } from '../i18n/language.ts';

/** Each other language in its own words: whoever needs it can read it. */
export function LanguageSwitch() {
  const { i18n } = useLingui();
  const others = (Object.keys(LANGUAGE_NAMES) as Language[]).filter((language) => language !== i18n.locale);
  return others.map((language) => (
    <Button key={language} appearance="subtle" lang={language} onClick={() => void activateLanguage(language)}>
      {LANGUAGE_NAMES[language]}
    </Button>
  ));
}
