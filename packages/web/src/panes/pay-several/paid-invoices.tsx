import { makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Trans, useLingui } from '@lingui/react/macro';
import { useFormats } from '../../i18n/use-formats.ts';
import type { ToPay } from '../pay-now/pay-form.ts';

/** What came of it for each invoice. */
export function PaidInvoices({ paid }: { paid: ToPay }) {
  const styles = useStyles();
  const { t } = useLingui();
  const { money } = useFormats();
  const amount = money(paid.total);
  return (
    <div role="status" className={styles.paid}>
      <p className={styles.text}>
        <CheckmarkCircleFilled className={styles.icon} aria-hidden />
        <Trans>{amount} has been paid.</Trans>
      </p>
      <ul className={styles.list} aria-label={t`Paid`}>
        {paid.parts.map(({ invoiceName, amount: value }) => (
          <li key={invoiceName} className={styles.row}>
            <span>{invoiceName}</span>
            <span className={styles.figure}>{money({ currency: paid.currency, value })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const useStyles = makeStyles({
  paid: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  icon: { flexShrink: 0, fontSize: '32px', color: tokens.colorStatusSuccessForeground1 },
  text: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  row: { display: 'flex', justifyContent: 'space-between', columnGap: tokens.spacingHorizontalL },
  figure: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
});
