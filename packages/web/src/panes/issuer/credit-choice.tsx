import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { Amount } from '@betalt/contract/shared/arm.ts';
import { Checkbox, Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import { AmountField } from '../../components/amount-field/amount-field.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { usePaneStyles } from './pane.styles.ts';

export interface CreditWish {
  readonly kind: 'all' | 'amount' | 'lines';
  readonly typed: string;
  readonly lineIds: readonly string[];
}

interface CreditChoiceProps {
  readonly invoice: Invoice;
  readonly most: Amount;
  readonly wish: CreditWish;
  readonly onWish: (wish: CreditWish) => void;
}

/** All that is left, an amount with tax, or whole lines. */
export function CreditChoice({ invoice, most, wish, onWish }: CreditChoiceProps) {
  const styles = usePaneStyles();
  const { t } = useLingui();
  const { money } = useFormats();
  const all = money(most);
  const { lines = [] } = invoice.properties;
  const isPartlyCredited = most.value < invoice.properties.totalAmount.value;
  return (
    <div className={styles.group}>
      <Field label={t`What to credit`}>
        <RadioGroup
          value={wish.kind}
          onChange={(_, { value }) => onWish({ ...wish, kind: value as CreditWish['kind'] })}
        >
          <Radio value="all" label={isPartlyCredited ? t`All that is left, ${all}` : t`The whole invoice, ${all}`} />
          <Radio value="amount" label={t`An amount`} />
          {lines.length > 1 && <Radio value="lines" label={t`Some of its lines`} />}
        </RadioGroup>
      </Field>
      {wish.kind === 'amount' && (
        <div className={styles.indented}>
          <AmountField
            label={t`Amount with tax`}
            typed={wish.typed}
            onType={(typed) => onWish({ ...wish, typed })}
            bounds={{ least: undefined, most }}
            hasHint
          />
        </div>
      )}
      {wish.kind === 'lines' && (
        <div className={styles.indented} role="group" aria-label={t`Lines to credit`}>
          {lines.map((line) => (
            <div key={line.lineId}>
              <Checkbox
                label={`${line.description} · ${money(line.net)}`}
                checked={wish.lineIds.includes(line.lineId)}
                onChange={() => onWish({ ...wish, lineIds: toggled(wish.lineIds, line.lineId) })}
              />
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function toggled(lineIds: readonly string[], lineId: string): readonly string[] {
  return lineIds.includes(lineId) ? lineIds.filter((each) => each !== lineId) : [...lineIds, lineId];
}
