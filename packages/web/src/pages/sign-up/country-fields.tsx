import { Field, Select } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import { type AccountFields, COUNTRIES, CURRENCY_CODES, currencyOf } from './sign-up-form.ts';

type CountryFieldsProps = {
  readonly fields: AccountFields;
  readonly onChange: (patch: Partial<AccountFields>) => void;
};

/** Country, and what follows from it unless the person says otherwise: currency. The time zone starts as the browser's. */
export function CountryFields({ fields, onChange }: CountryFieldsProps) {
  const { t, i18n } = useLingui();
  const countries = useMemo(() => namesOf(COUNTRIES, 'region', i18n.locale), [i18n.locale]);
  const currencies = useMemo(() => namesOf(CURRENCY_CODES, 'currency', i18n.locale), [i18n.locale]);
  const zones = useMemo(() => zonesWith(fields.timeZone), [fields.timeZone]);
  return (
    <>
      <Field label={t`Country or region`} required>
        <Select
          autoComplete="country"
          value={fields.country}
          onChange={(_, { value }) => onChange({ country: value, currency: currencyOf(value) })}
        >
          {countries.map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t`Currency`} required hint={t`Invoices of the first billing profile are in this currency.`}>
        <Select value={fields.currency} onChange={(_, { value }) => onChange({ currency: value })}>
          {currencies.map(([code, name]) => (
            <option key={code} value={code}>
              {`${code}, ${name}`}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t`Time zone`} required hint={t`An invoice is past due when its due date has ended here.`}>
        <Select value={fields.timeZone} onChange={(_, { value }) => onChange({ timeZone: value })}>
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}

/** Codes with their names in the reader's language, in the order of that language. */
function namesOf(codes: readonly string[], type: 'region' | 'currency', locale: string): [string, string][] {
  const names = new Intl.DisplayNames([locale], { type });
  return codes
    .map((code): [string, string] => [code, names.of(code) ?? code])
    .sort(([, a], [, b]) => a.localeCompare(b, locale));
}

/** Every zone of the platform, and the browser's own where its name is an older one that the list leaves out. */
function zonesWith(zone: string): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), zone])].sort();
}
