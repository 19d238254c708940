import { Field, Textarea } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';

/** The contract's bound on what is told to the payer. */
const MOST_LETTERS = 500;

interface ReasonFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Why something is done to an invoice; the payer reads it. */
export function ReasonField({ value, onChange }: ReasonFieldProps) {
  const { t } = useLingui();
  return (
    <Field label={t`Reason`} hint={t`The payer reads it.`} required>
      <Textarea value={value} maxLength={MOST_LETTERS} rows={3} onChange={(_, { value: typed }) => onChange(typed)} />
    </Field>
  );
}
