import { Radio, RadioGroup } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { type Ref, useId } from 'react';
import { AmountField } from '../../components/amount-field/amount-field.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { useAmountChoiceStyles } from '../amount-choice.styles.ts';
import type { OneAmount } from './use-one-amount.ts';

interface AmountChoiceProps {
  readonly amount: OneAmount;
  readonly isDisabled: boolean;
  readonly fieldRef: Ref<HTMLInputElement>;
}

/** All that is due, or another amount. */
export function AmountChoice({ amount, isDisabled, fieldRef }: AmountChoiceProps) {
  const styles = useAmountChoiceStyles();
  const { t } = useLingui();
  const { money } = useFormats();
  const labelId = useId();
  const all = money(amount.bounds.most);
  return (
    <section className={styles.choice}>
      <h3 id={labelId} className={styles.heading}>
        <Trans>Amount to pay</Trans>
      </h3>
      <RadioGroup
        aria-labelledby={labelId}
        value={amount.isPart ? 'part' : 'all'}
        disabled={isDisabled}
        onChange={(_, { value }) => amount.setPart(value === 'part')}
      >
        <Radio value="all" label={t`All that is due, ${all}`} />
        <Radio value="part" label={t`Another amount`} />
      </RadioGroup>
      {amount.isPart && (
        <div className={styles.field}>
          <AmountField
            ref={fieldRef}
            label={t`Amount`}
            typed={amount.typed}
            onType={amount.setTyped}
            bounds={amount.bounds}
            hasHint
            isDisabled={isDisabled}
          />
        </div>
      )}
    </section>
  );
}
