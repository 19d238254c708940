import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { type FormEvent, useState } from 'react';
import { useFormats } from '../../i18n/use-formats.ts';
import type { InvoiceListSearch } from './invoice-list-search.ts';
import { decimalSeparatorOf, readAmount, type TypedAmount } from './read-amount.ts';

interface AmountEditorProps {
  readonly search: InvoiceListSearch;
  readonly onApply: (search: InvoiceListSearch) => void;
}

/** Bounds on the amount, typed as the reader's region writes it; what cannot be read is said and not applied. */
export function AmountEditor({ search, onApply }: AmountEditorProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const { number, locale } = useFormats();
  const [least, setLeast] = useState(search.min === undefined ? '' : number(search.min));
  const [most, setMost] = useState(search.max === undefined ? '' : number(search.max));
  const [isAsked, setAsked] = useState(false);
  const min = readAmount(least, decimalSeparatorOf(locale));
  const max = readAmount(most, decimalSeparatorOf(locale));
  const isBackwards = typeof min === 'number' && typeof max === 'number' && max < min;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (min !== 'unreadable' && max !== 'unreadable' && !isBackwards) onApply({ ...search, min, max });
  };
  const example = number(1234.5);
  const unreadable = t`Enter an amount, such as ${example}.`;
  const problemOf = (amount: TypedAmount) => (isAsked && amount === 'unreadable' ? unreadable : undefined);
  const problemOfMost = isBackwards ? t`This is less than the smallest amount.` : problemOf(max);
  return (
    <form className={styles.amounts} onSubmit={submit}>
      <Field label={t`At least`} {...problem(problemOf(min))}>
        <Input inputMode="decimal" value={least} onChange={(_, { value }) => setLeast(value)} />
      </Field>
      <Field label={t`At most`} {...problem(problemOfMost)}>
        <Input inputMode="decimal" value={most} onChange={(_, { value }) => setMost(value)} />
      </Field>
      <Button type="submit" appearance="primary">
        <Trans>Apply</Trans>
      </Button>
    </form>
  );
}

function problem(validationMessage: string | undefined): { validationMessage?: string } {
  return validationMessage === undefined ? {} : { validationMessage };
}

const useStyles = makeStyles({
  amounts: { display: 'grid', rowGap: tokens.spacingVerticalM, width: '200px', maxWidth: '100%' },
});
