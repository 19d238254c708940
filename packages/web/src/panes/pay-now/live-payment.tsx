import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { Payment } from '@betalt/contract/payments/payment.ts';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { arm } from '../../api/http.ts';
import { keys } from '../../api/keys.ts';
import { accountId } from '../../scope.ts';

type Live = NonNullable<Invoice['properties']['livePayment']>;

interface LivePaymentProps {
  readonly account: string;
  readonly live: Live;
  readonly onResume: (payment: Payment) => unknown;
  readonly onAbandon: (payment: Payment) => unknown;
}

/**
 * A payment that was begun here, or in another tab, and waits for the bank's check: go on with it, or give it up. Only the
 * payer is given the check (`nextAction`).
 */
export function LivePayment({ account, live, onResume, onAbandon }: LivePaymentProps) {
  const styles = useStyles();
  const name = live.id.slice(live.id.lastIndexOf('/') + 1);
  const { data: payment } = useQuery({
    queryKey: keys.payment(account, name),
    queryFn: ({ signal }) =>
      arm<Payment>('GET', `${accountId(account)}/payments/${encodeURIComponent(name)}`, { signal }),
    enabled: live.outcome === 'requires_action',
  });
  if (!payment?.properties.nextAction) return null;
  return (
    <div className={styles.actions}>
      <p className={styles.text}>
        <Trans>Your bank asks you to confirm this payment.</Trans>
      </p>
      <Button appearance="primary" onClick={() => onResume(payment)}>
        <Trans>Continue to the bank's check</Trans>
      </Button>
      <Button onClick={() => onAbandon(payment)}>
        <Trans>Give up this payment</Trans>
      </Button>
    </div>
  );
}

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  text: { margin: 0, flexBasis: '100%' },
});
