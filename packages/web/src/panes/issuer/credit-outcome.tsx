import { makeStyles, tokens } from '@fluentui/react-components';
import { Trans } from '@lingui/react/macro';
import { MoneyText } from '../../components/money-text.tsx';
import type { CreditPreview } from './credit-preview.ts';

/** What will become of the invoice, as figures. Changes while somebody types are spoken. */
export function CreditOutcome({ preview: { credited, due, left } }: { preview: CreditPreview }) {
  const styles = useStyles();
  return (
    <div role="status">
      <dl className={styles.list}>
        <div className={styles.row}>
          <dt>
            <Trans>Credited</Trans>
          </dt>
          <dd className={styles.value}>
            <MoneyText amount={credited} />
          </dd>
        </div>
        <div className={styles.row}>
          <dt>
            <Trans>Due of the invoice afterwards</Trans>
          </dt>
          <dd className={styles.value}>
            <MoneyText amount={due} />
          </dd>
        </div>
        <div className={styles.row}>
          <dt>
            <Trans>Credit left for the payer to use, or to be refunded</Trans>
          </dt>
          <dd className={styles.value}>
            <MoneyText amount={left} />
          </dd>
        </div>
      </dl>
    </div>
  );
}

const useStyles = makeStyles({
  list: {
    margin: 0,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
  },
  row: {
    display: 'flex',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalXL,
    padding: `${tokens.spacingVerticalXS} 0`,
  },
  value: { margin: 0, textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
});
