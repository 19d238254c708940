import type { BankTransaction } from '@betalt/contract/bank/bank.ts';
import { makeStyles, tokens } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { MoneyText } from '../../../components/money-text.tsx';
import { useFormats } from '../../../i18n/use-formats.ts';
import { BankState } from '../../../pages/issuer/bank/bank-state.tsx';
import { signedAmount } from '../../../pages/issuer/bank/use-bank-columns.tsx';

/** What the bank said, as label and value; what it did not say is left out. */
export function BankFacts({ transaction: { properties } }: { transaction: BankTransaction }) {
  const styles = useStyles();
  const { t } = useLingui();
  const { date } = useFormats();
  const { references, originalAmount, partCount, bookedOn, valueOn } = properties;
  const facts: (readonly [string, ReactNode])[] = [
    [t`Amount`, <MoneyText key="amount" amount={signedAmount(properties)} />],
    [t`Status`, <BankState key="state" state={properties.state} reason={properties.reasonText} />],
    [t`From or to`, properties.counterpartyName],
    [t`Their account`, properties.counterpartyAccount],
    [t`Booked`, bookedOn && date(bookedOn)],
    [t`Value date`, valueOn === bookedOn ? undefined : valueOn && date(valueOn)],
    [t`Reference`, references.join(', ')],
    [t`Message`, properties.remittance],
    [t`End-to-end ID`, properties.endToEndId],
    [t`Bank's reference`, properties.bankReference],
    [t`Our account`, properties.account],
    [t`Sent as`, originalAmount && `${originalAmount.amount} ${originalAmount.currency}`],
    [t`Payments in it`, partCount > 1 ? partCount : undefined],
  ];
  return (
    <dl className={styles.list}>
      {facts
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([label, value]) => (
          <div key={label} className={styles.pair}>
            <dt className={styles.label}>{label}</dt>
            <dd className={styles.value}>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

const useStyles = makeStyles({
  list: { display: 'grid', rowGap: tokens.spacingVerticalXS, margin: 0 },
  pair: {
    display: 'grid',
    gridTemplateColumns: '150px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    '@media (max-width: 480px)': { gridTemplateColumns: '1fr' },
  },
  label: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: 'anywhere', fontVariantNumeric: 'tabular-nums' },
});
