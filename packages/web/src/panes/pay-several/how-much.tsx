import { Radio, RadioGroup } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import { AmountField } from '../../components/amount-field/amount-field.tsx';
import { useScope } from '../../shell/use-scope.ts';
import { useAmountChoiceStyles } from '../amount-choice.styles.ts';
import { useMayPayPart } from '../pay-now/use-one-amount.ts';
import { boundsOfLump, type QuoteGroup, type Typed } from './several-form.ts';
import type { Several } from './use-several.ts';

interface HowMuchProps {
  readonly several: Several;
  readonly group: QuoteGroup;
  readonly isDisabled: boolean;
}

/** An amount for each invoice, or one sum that pays the oldest first. Nothing where parts may not be paid. */
export function HowMuch({ several, group, isDisabled }: HowMuchProps) {
  const styles = useAmountChoiceStyles();
  const { t } = useLingui();
  const labelId = useId();
  const { typed, setTyped } = several;
  const mayPayPart = useMayPayPart(useScope().account);
  if (!mayPayPart || group.invoices.length < 2) return null;
  return (
    <section className={styles.choice}>
      <h3 id={labelId} className={styles.heading}>
        <Trans>Amount to pay</Trans>
      </h3>
      <RadioGroup
        aria-labelledby={labelId}
        value={typed.how}
        disabled={isDisabled}
        onChange={(_, { value }) => setTyped({ ...typed, how: value as Typed['how'] })}
      >
        <Radio value="each" label={t`An amount for each invoice`} />
        <Radio value="lump" label={t`One amount, the oldest invoices first`} />
      </RadioGroup>
      {typed.how === 'lump' && (
        <div className={styles.field}>
          <AmountField
            label={t`Amount to pay in all`}
            typed={typed.lump}
            onType={(lump) => setTyped({ ...typed, lump })}
            bounds={boundsOfLump(group, typed)}
            hasHint
            isDisabled={isDisabled}
          />
        </div>
      )}
    </section>
  );
}
