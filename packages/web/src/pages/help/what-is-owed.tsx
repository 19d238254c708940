import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { invoiceCountQuery } from '../../api/queries/invoice-counts.ts';
import { MessageArea } from '../../components/message-area.tsx';
import { paths } from '../../paths.ts';
import type { Scope } from '../../scope.ts';
import { PageLink } from '../../shell/page-link.tsx';

/** The article knows the reader's state: what is past due, else what is due, and the way to pay it. */
export function WhatIsOwed({ scope }: { scope: Scope }) {
  const { t } = useLingui();
  const overDue = useQuery(invoiceCountQuery(scope, 'OverDue')).data;
  const due = useQuery(invoiceCountQuery(scope, 'Due')).data;
  if (overDue === undefined || due === undefined) return null;
  if (overDue.count === 0 && due.count === 0) {
    return (
      <MessageArea intent="success">
        <Trans>You have nothing to pay.</Trans>
      </MessageArea>
    );
  }
  const isLate = overDue.count > 0;
  const overDueCount = overDue.count;
  const dueCount = due.count;
  const overDueText = t({
    message: plural(overDueCount, { one: 'You have # invoice past due.', other: 'You have # invoices past due.' }),
  });
  const dueText = t({
    message: plural(dueCount, { one: 'You have # invoice due.', other: 'You have # invoices due.' }),
  });
  const { count, first } = isLate ? overDue : due;
  const list = paths.invoices(scope, { status: isLate ? 'PastDue' : 'Due' });
  return (
    <MessageArea intent={isLate ? 'warning' : 'info'}>
      {isLate ? overDueText : dueText}{' '}
      <PageLink to={count === 1 && first !== undefined ? paths.payNow(scope, first.name) : list} inline>
        <Trans>Pay now</Trans>
      </PageLink>
    </MessageArea>
  );
}
