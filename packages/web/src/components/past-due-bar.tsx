import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { billingProfilesQuery, mayPayIn } from '../api/queries/accounts.ts';
import { invoiceCountQuery } from '../api/queries/invoice-counts.ts';
import { paths } from '../paths.ts';
import type { Scope } from '../scope.ts';
import { PageLink } from '../shell/page-link.tsx';
import { MessageArea } from './message-area.tsx';

/** Says that invoices of the scope are past due, with the way to them; nothing where none is. */
export function PastDueBar({ scope }: { scope: Scope }) {
  const { t } = useLingui();
  const { data } = useQuery(invoiceCountQuery(scope, 'OverDue'));
  const { data: profiles } = useQuery(billingProfilesQuery(scope.account));
  const count = data?.count ?? 0;
  if (count === 0) return null;
  return (
    <MessageArea intent="warning">
      {t({ message: plural(count, { one: '# invoice is past due.', other: '# invoices are past due.' }) })}{' '}
      <PageLink to={paths.invoices(scope, { status: 'PastDue' })} inline>
        <Trans>See what is past due</Trans>
      </PageLink>
      {mayPayIn(profiles, scope.profile) && (
        <>
          {' · '}
          <PageLink to={paths.payAllDue(scope)} inline>
            <Trans>Pay all due</Trans>
          </PageLink>
        </>
      )}
    </MessageArea>
  );
}
