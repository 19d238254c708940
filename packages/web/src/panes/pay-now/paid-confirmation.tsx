import type { Payment } from '@betalt/contract/payments/payment.ts';
import type { Amount } from '@betalt/contract/shared/arm.ts';
import { makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Trans } from '@lingui/react/macro';
import { sumOf } from '../../components/amount-field/typed-amount.ts';
import { useFormats } from '../../i18n/use-formats.ts';

/** A short confirmation before the pane closes by itself. */
export function PaidConfirmation({ payment, creditsUsed }: { payment: Payment; creditsUsed: Amount | undefined }) {
  const styles = useStyles();
  const formats = useFormats();
  const { amount: byMethod } = payment.properties;
  const amount = formats.money(creditsUsed ? sumOf(byMethod.currency, [byMethod, creditsUsed]) : byMethod);
  return (
    <div role="status" className={styles.paid}>
      <CheckmarkCircleFilled className={styles.icon} aria-hidden />
      <p className={styles.text}>
        <Trans>{amount} has been paid.</Trans>
      </p>
    </div>
  );
}

const useStyles = makeStyles({
  paid: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} 0`,
  },
  icon: { flexShrink: 0, fontSize: '32px', color: tokens.colorStatusSuccessForeground1 },
  text: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
});
