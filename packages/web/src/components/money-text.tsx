import type { Amount } from '@betalt/contract/shared/arm.ts';
import { makeStyles } from '@fluentui/react-components';
import { useFormats } from '../i18n/use-formats.ts';

const useStyles = makeStyles({ root: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' } });

/** An amount with its currency, in tabular figures, never broken over two lines. */
export function MoneyText({ amount }: { amount: Amount }) {
  const styles = useStyles();
  const { money } = useFormats();
  return <span className={styles.root}>{money(amount)}</span>;
}
