import type { Amount } from '@betalt/contract/shared/arm.ts';
import { Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { useFormats } from '../../i18n/use-formats.ts';
import { type Shares, sharesOf, type ToPay } from './pay-form.ts';

interface CreditsLineProps {
  readonly toPay: Pick<ToPay, 'total' | 'credits'>;
  readonly usesCredits: boolean;
  readonly onUse: (usesCredits: boolean) => void;
  readonly isDisabled: boolean;
  /** What would be paid is being asked anew: the line keeps its place, without the figures of before. */
  readonly isAsking: boolean;
}

/** What the payer has with the vendor already is used first, unless they would rather keep it. Nothing where there is none. */
export function CreditsLine({ toPay, usesCredits, onUse, isDisabled, isAsking }: CreditsLineProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const { money } = useFormats();
  if (toPay.credits.value <= 0) return null;
  const usable = money(sharesOf(toPay, true).credit);
  return (
    <div className={styles.line}>
      <Checkbox
        label={t`Use ${usable} credit`}
        checked={usesCredits}
        disabled={isDisabled}
        onChange={(_, { checked }) => onUse(checked === true)}
      />
      <Sum shares={sharesOf(toPay, usesCredits)} total={toPay.total} isAsking={isAsking} />
    </div>
  );
}

function Sum({ shares, total, isAsking }: { shares: Shares; total: Amount; isAsking: boolean }) {
  const styles = useStyles();
  const formats = useFormats();
  const money = (amount: Amount) => (isAsking ? '…' : formats.money(amount));
  if (shares.credit.value <= 0) return null;
  return (
    <dl className={styles.sum}>
      <div className={styles.row}>
        <dt>
          <Trans>Total</Trans>
        </dt>
        <dd className={styles.figure}>{money(total)}</dd>
      </div>
      <div className={styles.row}>
        <dt>
          <Trans>Credit</Trans>
        </dt>
        <dd className={styles.figure}>{money({ ...shares.credit, value: -shares.credit.value })}</dd>
      </div>
      <div className={styles.strong}>
        <dt>
          <Trans>To pay now</Trans>
        </dt>
        <dd className={styles.figure}>{money(shares.byMethod)}</dd>
      </div>
      {!isAsking && shares.byMethod.value === 0 && (
        <p className={styles.note}>
          <Trans>Credit covers everything: no card is charged.</Trans>
        </p>
      )}
    </dl>
  );
}

const row = { display: 'flex', justifyContent: 'space-between', columnGap: tokens.spacingHorizontalL } as const;

const useStyles = makeStyles({
  line: { display: 'flex', flexDirection: 'column' },
  sum: {
    display: 'grid',
    rowGap: tokens.spacingVerticalXXS,
    margin: `0 0 0 ${tokens.spacingHorizontalXXL}`,
    paddingLeft: tokens.spacingHorizontalS,
  },
  row,
  strong: { ...row, fontWeight: tokens.fontWeightSemibold },
  figure: { margin: 0, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  note: { margin: 0, color: tokens.colorNeutralForeground2 },
});
