import { Button } from '@fluentui/react-components';
import { DocumentBulletListRegular } from '@fluentui/react-icons/svg/document-bullet-list';
import { Trans, useLingui } from '@lingui/react/macro';
import { EmptyState } from '../../components/empty-state.tsx';

/** An empty list: because of the filters, or because nothing has been issued in the time shown. */
export function NoInvoices({ isNarrowed, onShowAll }: { isNarrowed: boolean; onShowAll: () => void }) {
  const { t } = useLingui();
  return (
    <EmptyState
      icon={<DocumentBulletListRegular />}
      title={isNarrowed ? t`No invoices match the filters` : t`No invoices in the last 12 months`}
      action={
        <Button onClick={onShowAll}>
          <Trans>Show all invoices</Trans>
        </Button>
      }
    >
      {isNarrowed ? (
        <Trans>Change or remove a filter, or show every invoice of all time.</Trans>
      ) : (
        <Trans>Your vendor's invoices appear here as soon as they are issued. Older ones are kept too.</Trans>
      )}
    </EmptyState>
  );
}
