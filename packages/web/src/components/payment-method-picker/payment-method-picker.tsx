import { makeStyles, mergeClasses, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useId } from 'react';
import type { PaymentMethodChoice, PaymentMethodObstacle } from './payment-method-choices.ts';
import { PaymentMethodLine } from './payment-method-line.tsx';
import { printedExpiry } from './payment-method-name.ts';

/** The value while *Add new payment method* is open. */
export const NEW_METHOD = 'new';

interface PaymentMethodPickerProps {
  readonly label: string;
  readonly choices: readonly PaymentMethodChoice[];
  /** Id of the chosen method, {@link NEW_METHOD}, or '' for none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isDisabled: boolean;
  /** Shown under *Add new payment method* while that is chosen: the gateway's fields. */
  readonly children: ReactNode;
}

/** A radio group of cards; those that cannot pay are shown with the reason. */
export function PaymentMethodPicker(props: PaymentMethodPickerProps) {
  const { label, choices, value, onChange, isDisabled, children } = props;
  const styles = useStyles();
  const labelId = useId();
  return (
    <section className={styles.picker}>
      <h3 id={labelId} className={styles.heading}>
        {label}
      </h3>
      <RadioGroup
        aria-labelledby={labelId}
        value={value}
        disabled={isDisabled}
        onChange={(_, chosen) => onChange(chosen.value)}
        className={styles.group}
      >
        {choices.map((choice) => (
          <Choice key={choice.id} choice={choice} isChosen={choice.id === value} />
        ))}
      </RadioGroup>
      <button
        type="button"
        aria-expanded={value === NEW_METHOD}
        disabled={isDisabled}
        className={mergeClasses(styles.add, value === NEW_METHOD && styles.chosen)}
        onClick={() => onChange(NEW_METHOD)}
      >
        <AddRegular className={styles.addIcon} aria-hidden />
        <Trans>Add new payment method</Trans>
      </button>
      {value === NEW_METHOD && (
        <div ref={bringIntoSight} className={styles.form}>
          {children}
        </div>
      )}
    </section>
  );
}

/** The form opens at the foot of a pane that may be full already. */
function bringIntoSight(form: HTMLElement | null): void {
  form?.scrollIntoView({ block: 'nearest' });
}

function Choice({ choice, isChosen }: { choice: PaymentMethodChoice; isChosen: boolean }) {
  const styles = useStyles();
  const { t } = useLingui();
  const factsId = useId();
  const { method, isDefault, isLinked, obstacle } = choice;
  const words = useObstacleWords();
  const expiry = method.expiration === undefined ? '' : printedExpiry(method.expiration);
  const facts = [
    obstacle === undefined ? undefined : words[obstacle],
    expiry && obstacle !== 'expired' ? t`Expires ${expiry}` : undefined,
    isDefault ? t`Default` : undefined,
    isLinked ? undefined : t`Your own card`,
  ].filter((fact) => fact !== undefined);
  return (
    <div className={mergeClasses(styles.choice, isChosen && styles.chosen)}>
      <Radio
        value={choice.id}
        disabled={obstacle !== undefined}
        aria-describedby={factsId}
        label={<PaymentMethodLine method={method} />}
        className={styles.radio}
      />
      <span id={factsId} className={styles.facts}>
        {facts.map((fact) => (
          <span key={fact} className={mergeClasses(fact === words[obstacle ?? 'inactive'] && styles.obstacle)}>
            {fact}
          </span>
        ))}
      </span>
    </div>
  );
}

/** Why a card cannot be chosen, in words. */
export function useObstacleWords(): Readonly<Record<PaymentMethodObstacle, string>> {
  const { t } = useLingui();
  return {
    expired: t`Expired`,
    inactive: t`Not active`,
    notACard: t`Paid by bank transfer, not here`,
  };
}

const useStyles = makeStyles({
  picker: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  group: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    rowGap: tokens.spacingVerticalXS,
  },
  choice: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalM,
    minHeight: '44px',
    paddingRight: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  add: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    minHeight: '44px',
    padding: `0 ${tokens.spacingHorizontalM}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    color: tokens.colorBrandForegroundLink,
    font: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    ':disabled': { color: tokens.colorNeutralForegroundDisabled, cursor: 'not-allowed' },
  },
  addIcon: { fontSize: '20px' },
  // By its border alone: the high contrast theme's selected background would drown the words.
  chosen: {
    border: `1px solid ${tokens.colorCompoundBrandStroke}`,
    boxShadow: `inset 0 0 0 1px ${tokens.colorCompoundBrandStroke}`,
  },
  radio: { flexGrow: 1 },
  facts: {
    display: 'inline-flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: 'tabular-nums',
    '@media (max-width: 480px)': { paddingLeft: '36px', paddingBottom: tokens.spacingVerticalS },
  },
  obstacle: { color: tokens.colorPaletteRedForeground1 },
  form: {
    padding: tokens.spacingVerticalM,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
});
