import { Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import { type Ref, useState } from 'react';
import { useFormats } from '../../i18n/use-formats.ts';
import { decimalSeparatorOf } from '../../pages/invoices/read-amount.ts';
import { type AmountBounds, type AmountProblem, type ReadTyped, readTyped } from './typed-amount.ts';

interface AmountFieldProps {
  readonly label: string;
  /** The label is there for those who hear it; what stands around the field says the same to the eye. */
  readonly isLabelHidden?: boolean;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly bounds: AmountBounds;
  /** Said under the field while nothing is wrong: how little and how much may be typed. */
  readonly hasHint?: boolean;
  readonly isDisabled?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

/** An amount in the currency of its bounds, typed as the reader's region writes it; what is wrong is said at the field. */
export function AmountField(props: AmountFieldProps) {
  const { label, isLabelHidden = false, typed, onType, bounds, hasHint = false, isDisabled = false, ref } = props;
  const styles = useStyles();
  const read = useTypedAmount()(typed, bounds);
  // An amount that stands there before anybody types is told at once: nobody would know why nothing can be done.
  const [isLeft, setLeft] = useState(typed !== '');
  // Whoever is still typing is not told that it is too little yet; too much cannot become right by going on.
  const isTold = !read.ok && (isLeft || read.problem === 'aboveMost' || read.problem === 'tooManyDecimals');
  const problem = useProblemSentence();
  const hint = useBoundsSentence()(bounds);
  const { currency } = bounds.most;
  return (
    <Field
      {...(isLabelHidden ? {} : { label })}
      {...(isTold ? { validationMessage: problem(read.problem, bounds), validationState: 'error' as const } : {})}
      {...(!isTold && hasHint ? { hint } : {})}
    >
      <Input
        input={{ className: styles.figure, ...(ref === undefined ? {} : { ref }) }}
        aria-label={isLabelHidden ? label : undefined}
        className={styles.input}
        inputMode="decimal"
        autoComplete="off"
        disabled={isDisabled}
        value={typed}
        contentBefore={<span className={styles.currency}>{currency}</span>}
        onChange={(_, { value }) => onType(value)}
        onBlur={() => setLeft(true)}
        onFocus={() => setLeft(false)}
      />
    </Field>
  );
}

/** Reads what was typed by the decimal separator of the reader's region. */
export function useTypedAmount(): (typed: string, bounds: AmountBounds) => ReadTyped {
  const { locale } = useFormats();
  const separator = decimalSeparatorOf(locale);
  return (typed, bounds) => readTyped(typed, bounds, separator);
}

/** An amount as it stands in a field: by the reader's region, with the decimals of its currency and without its code. */
export function useWrittenAmount(): (amount: AmountBounds['most']) => string {
  const { locale } = useFormats();
  return ({ currency, value }) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency, useGrouping: false })
      .formatToParts(value)
      .filter(({ type }) => type === 'integer' || type === 'decimal' || type === 'fraction')
      .map((part) => part.value)
      .join('');
}

function useProblemSentence(): (problem: AmountProblem, bounds: AmountBounds) => string {
  const { t } = useLingui();
  const { money } = useFormats();
  const written = useWrittenAmount();
  return (problem, { least, most }) => {
    const greatest = money(most);
    const smallest = least && least.value < most.value ? money(least) : greatest;
    const { currency } = most;
    const example = written({ currency, value: 1234 });
    const whole = written({ currency, value: 100 });
    switch (problem) {
      case 'unreadable':
        return t`Enter an amount, such as ${example}.`;
      case 'tooManyDecimals':
        return t`Too many decimals: write amounts in ${currency} as ${whole}.`;
      case 'aboveMost':
        return t`Enter at most ${greatest}.`;
      case 'belowLeast':
        return t`Enter at least ${smallest}.`;
    }
  };
}

function useBoundsSentence(): (bounds: AmountBounds) => string {
  const { t } = useLingui();
  const { money } = useFormats();
  return ({ least, most }) => {
    const greatest = money(most);
    if (!least || least.value >= most.value) return t`At most ${greatest}.`;
    const smallest = money(least);
    return t`From ${smallest} to ${greatest}.`;
  };
}

const useStyles = makeStyles({
  input: { width: '180px', maxWidth: '100%' },
  figure: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  currency: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});
