import type { PaymentOutcome } from '@betalt/contract/payments/payment.ts';
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';

export type ShownOutcomes = 'all' | 'succeeded' | 'processing' | 'failed';

/** What people tell apart, of the outcomes that the API does. None means every one. */
export const OUTCOMES_OF: Readonly<Record<ShownOutcomes, readonly PaymentOutcome[]>> = {
  all: [],
  succeeded: ['succeeded'],
  processing: ['recorded', 'requires_action', 'processing', 'unknown'],
  failed: ['declined', 'not_attempted', 'canceled'],
};

export function isShown(text: string | undefined): text is ShownOutcomes {
  return text !== undefined && Object.hasOwn(OUTCOMES_OF, text);
}

interface OutcomeFilterProps {
  readonly shown: ShownOutcomes;
  readonly onShow: (shown: ShownOutcomes) => void;
}

/** Which payments are listed, by how they ended; the address says so too. */
export function OutcomeFilter({ shown, onShow }: OutcomeFilterProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const words: Readonly<Record<ShownOutcomes, string>> = {
    all: t`All`,
    succeeded: t({ message: 'Succeeded', context: 'a payment' }),
    processing: t`Processing`,
    failed: t`Failed`,
  };
  return (
    <fieldset className={styles.filter} aria-label={t`Payments by outcome`}>
      {(Object.keys(OUTCOMES_OF) as ShownOutcomes[]).map((outcome) => (
        <button
          key={outcome}
          type="button"
          aria-pressed={outcome === shown}
          className={mergeClasses(styles.choice, outcome === shown && styles.chosen)}
          onClick={() => onShow(outcome)}
        >
          {words[outcome]}
        </button>
      ))}
    </fieldset>
  );
}

const useStyles = makeStyles({
  filter: {
    display: 'flex',
    flexShrink: 0,
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    margin: `0 0 ${tokens.spacingVerticalM}`,
    padding: 0,
    border: 'none',
  },
  // As the pills that filter the invoices.
  choice: {
    minHeight: '32px',
    padding: `0 ${tokens.spacingHorizontalM}`,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusCircular,
    background: 'none',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  chosen: {
    border: `1px solid ${tokens.colorCompoundBrandStroke}`,
    boxShadow: `inset 0 0 0 1px ${tokens.colorCompoundBrandStroke}`,
    fontWeight: tokens.fontWeightSemibold,
  },
});
