import type { Language } from '@betalt/contract/portal/session.ts';
import { Field, Select, Switch } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import { formatLocale, LANGUAGE_NAMES } from '../../i18n/language.ts';
import { type ChosenSettings, REGIONS, regionExample } from './settings-form.ts';

type SectionProps = { readonly chosen: ChosenSettings; readonly onChange: (chosen: ChosenSettings) => void };

/** The portal's language, and how numbers and dates are written. */
export function LanguageSettings({ chosen, onChange }: SectionProps) {
  const { t, i18n } = useLingui();
  const locale = formatLocale(chosen.language, navigator.languages, chosen.region);
  const { amount, date } = regionExample(locale, new Date());
  const regionName = new Intl.DisplayNames([i18n.locale], { type: 'language' });
  return (
    <>
      <Field label={t`Language`}>
        <Select
          value={chosen.language}
          onChange={(_, { value }) => onChange({ ...chosen, language: value as Language })}
        >
          {Object.entries(LANGUAGE_NAMES).map(([language, name]) => (
            <option key={language} value={language} lang={language}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t`Regional format`} hint={t`For example ${amount} and ${date}`}>
        <Select value={chosen.region} onChange={(_, { value }) => onChange({ ...chosen, region: value })}>
          <option value="">{t`Follow the language`}</option>
          {REGIONS.map((region) => (
            <option key={region} value={region}>
              {regionName.of(region)}
            </option>
          ))}
        </Select>
      </Field>
      <Switch
        label={t`Show English source on hover`}
        checked={chosen.showSourceOnHover}
        onChange={(_, { checked }) => onChange({ ...chosen, showSourceOnHover: checked })}
      />
    </>
  );
}
