import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { PayLink } from '@betalt/contract/pay-links/pay-link.ts';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '../../../components/error-state.tsx';
import { MoneyText } from '../../../components/money-text.tsx';
import { type Column, PlainTable } from '../../../components/plain-table.tsx';
import { useFormats } from '../../../i18n/use-formats.ts';
import { MethodCommand } from '../../payment-methods/method-command.tsx';
import { InvoicePart } from '../invoice-part.tsx';
import { payLinksQuery, revokePayLink } from './pay-link-queries.ts';

/** Links by which others pay this invoice, for whoever may make them; nothing before the first is made. */
export function InvoicePayLinks({ account, invoice }: { account: string; invoice: Invoice }) {
  const { t, i18n } = useLingui();
  const { dateTime, date } = useFormats();
  const { data: links, error, refetch } = useQuery(payLinksQuery(account, invoice.name));
  const columns: Column<PayLink>[] = [
    { key: 'made', header: t`Created`, isUnbroken: true, cell: ({ createdAt }) => dateTime(createdAt) },
    { key: 'by', header: t`Created by`, cell: ({ createdBy }) => createdBy },
    { key: 'state', header: t`Status`, cell: ({ state }) => i18n._(STATES[state]) },
    { key: 'expires', header: t`Expires`, isUnbroken: true, cell: ({ expiresAt }) => date(expiresAt) },
    {
      key: 'amount',
      header: t`Amount`,
      isUnbroken: true,
      cell: ({ amount }) => (amount ? <MoneyText amount={amount} /> : t`What is due`),
    },
    {
      key: 'actions',
      header: t`Actions`,
      cell: (link) => link.state === 'active' && <Revoke account={account} invoice={invoice} link={link} />,
    },
  ];
  if (links?.length === 0) return null;
  return (
    <InvoicePart title={t`Pay links`}>
      {error && !links ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <PlainTable label={t`Pay links`} columns={columns} rows={links} rowKey={({ id }) => id} />
      )}
      <p>
        <Trans>The address of a link is shown once, when it is created.</Trans>
      </p>
    </InvoicePart>
  );
}

function Revoke({ account, invoice, link }: { account: string; invoice: Invoice; link: PayLink }) {
  const { t } = useLingui();
  const { dateTime } = useFormats();
  const made = dateTime(link.createdAt);
  return (
    <MethodCommand
      label={t`Revoke`}
      done={t`Pay link revoked`}
      of={t`Pay link of ${made}`}
      question={t`Whoever has the link can no longer open the invoice with it. A payment that has begun goes on.`}
      run={() => revokePayLink(account, invoice.name, link.id)}
    />
  );
}

const STATES: Readonly<Record<PayLink['state'], MessageDescriptor>> = {
  active: msg({ message: 'Active', context: 'a pay link' }),
  expired: msg({ message: 'Expired', context: 'a pay link' }),
  revoked: msg({ message: 'Revoked', context: 'a pay link' }),
};
