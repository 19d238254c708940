import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';

interface ChoicePillsProps<Value extends string> {
  /** What is narrowed, for those who do not see the list under it. */
  readonly label: string;
  readonly choices: readonly { readonly value: Value; readonly text: string }[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}

/** One of a few ways to narrow a list, all in sight. */
export function ChoicePills<Value extends string>({ label, choices, chosen, onChoose }: ChoicePillsProps<Value>) {
  const styles = useStyles();
  return (
    <fieldset className={styles.choices} aria-label={label}>
      {choices.map(({ value, text }) => (
        <button
          key={value}
          type="button"
          className={mergeClasses(styles.pill, value === chosen && styles.chosen)}
          aria-pressed={value === chosen}
          onClick={() => onChoose(value)}
        >
          {text}
        </button>
      ))}
    </fieldset>
  );
}

const useStyles = makeStyles({
  choices: {
    display: 'flex',
    flexShrink: 0,
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    margin: `0 0 ${tokens.spacingVerticalM}`,
    padding: 0,
    border: 'none',
  },
  // As the pills that filter the invoices.
  pill: {
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
