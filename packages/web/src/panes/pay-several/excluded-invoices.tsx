import type { PayQuote } from '@betalt/contract/payments/pay-invoices.ts';
import { makeStyles, tokens } from '@fluentui/react-components';
import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { MessageArea } from '../../components/message-area.tsx';

/** What was asked for and cannot be paid, each with its reason: nothing is left out in silence. */
export function ExcludedInvoices({ excluded }: { excluded: PayQuote['excluded'] }) {
  const styles = useStyles();
  const { t } = useLingui();
  const count = excluded.length;
  if (count === 0) return null;
  return (
    <MessageArea intent="warning">
      <p className={styles.title}>
        {t({ message: plural(count, { one: '# invoice is left out', other: '# invoices are left out' }) })}
      </p>
      <ul className={styles.list}>
        {excluded.map(({ invoiceId, invoiceName, reason }) => (
          <li key={invoiceId}>
            <span className={styles.name}>{invoiceName}</span>: {reason}
          </li>
        ))}
      </ul>
    </MessageArea>
  );
}

const useStyles = makeStyles({
  title: { margin: `${tokens.spacingVerticalSNudge} 0 0`, fontWeight: tokens.fontWeightSemibold },
  list: { margin: `0 0 ${tokens.spacingVerticalSNudge}`, paddingLeft: tokens.spacingHorizontalL },
  name: { fontWeight: tokens.fontWeightSemibold },
});
