import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { makeStyles } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import { useSession } from '../../api/queries/session.ts';
import { MessageArea } from '../../components/message-area.tsx';

/** Why *Pay now* is missing, with the way out. A paid invoice and a credit note say so by their status alone. */
export function PayabilityMessage({ invoice }: { invoice: Invoice }) {
  const styles = useStyles();
  const { t } = useLingui();
  const { issuerRoles } = useSession();
  const { payability, paymentReference } = invoice.properties;
  if (!payability || payability.canPay || payability.reason === undefined) return null;
  if (payability.reasonCode === 'AlreadyPaid' || payability.reasonCode === 'CreditNote') return null;
  // Staff of the issuer pay for nobody, and nobody can give them a role to.
  if (payability.reasonCode === 'NoPermission' && issuerRoles.length > 0) return null;
  const isTransfer = payability.reasonCode === 'AboveCardLimit' || payability.reasonCode === 'CardNotAllowed';
  return (
    <div className={styles.place}>
      <MessageArea intent={isTransfer || payability.reasonCode === 'Disputed' ? 'warning' : 'info'}>
        {payability.reason} {payability.remedy?.text}{' '}
        {isTransfer && paymentReference !== undefined && t`Payment reference: ${paymentReference}.`}
      </MessageArea>
    </div>
  );
}

const useStyles = makeStyles({ place: { flexShrink: 0, '@media print': { display: 'none' } } });
