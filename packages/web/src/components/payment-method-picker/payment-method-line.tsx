import type { PaymentMethod } from '@betalt/contract/payments/payment-method.ts';
import { makeStyles, tokens } from '@fluentui/react-components';
import { BuildingBankRegular } from '@fluentui/react-icons/svg/building-bank';
import { PaymentRegular } from '@fluentui/react-icons/svg/payment';
import { useLingui } from '@lingui/react/macro';
import { brandName } from './payment-method-name.ts';

/** *Visa ending in 4242*: brand and last four digits, as people tell their cards apart. */
export function PaymentMethodLine({ method }: { method: PaymentMethod['properties'] }) {
  const styles = useStyles();
  const name = usePaymentMethodName(method);
  const isCard = method.family === 'CreditCard';
  return (
    <span className={styles.line}>
      <span className={styles.icon} aria-hidden>
        {isCard ? <PaymentRegular /> : <BuildingBankRegular />}
      </span>
      <span className={styles.name}>{name}</span>
    </span>
  );
}

export function usePaymentMethodName(method: PaymentMethod['properties']): string {
  const { t } = useLingui();
  const brand = brandName(method);
  const lastFour = method.lastFourDigits;
  return lastFour === undefined ? brand : t`${brand} ending in ${lastFour}`;
}

const useStyles = makeStyles({
  line: {
    display: 'inline-flex',
    alignItems: 'center',
    verticalAlign: 'middle',
    columnGap: tokens.spacingHorizontalS,
    minWidth: 0,
  },
  icon: { display: 'inline-flex', flexShrink: 0, fontSize: '20px', color: tokens.colorNeutralForeground2 },
  name: { fontVariantNumeric: 'tabular-nums' },
});
