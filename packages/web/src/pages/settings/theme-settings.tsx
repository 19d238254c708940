import type { Theme } from '@betalt/contract/portal/session.ts';
import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import type { ChosenSettings } from './settings-form.ts';

type SectionProps = { readonly chosen: ChosenSettings; readonly onChange: (chosen: ChosenSettings) => void };

/** Light, dark or high contrast, or whatever the operating system asks for. */
export function ThemeSettings({ chosen, onChange }: SectionProps) {
  const { t } = useLingui();
  return (
    <Field label={t`Theme`}>
      <RadioGroup value={chosen.theme} onChange={(_, { value }) => onChange({ ...chosen, theme: value as Theme })}>
        <Radio value="system" label={t`As the operating system`} />
        <Radio value="light" label={t({ message: 'Light', context: 'theme' })} />
        <Radio value="dark" label={t({ message: 'Dark', context: 'theme' })} />
        <Radio value="highContrast" label={t({ message: 'High contrast', context: 'theme' })} />
      </RadioGroup>
    </Field>
  );
}
