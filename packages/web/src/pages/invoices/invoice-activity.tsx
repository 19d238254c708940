import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { billingAccountQuery } from '../../api/queries/accounts.ts';
import { type Column, PlainTable } from '../../components/plain-table.tsx';
import { SkeletonLines } from '../../components/skeletons.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { type ActivityEntry, concernsInvoice } from './activity-of-invoice.ts';
import { activityQuery } from './activity-queries.ts';
import { activitySentence } from './activity-sentence.ts';
import { InvoicePart } from './invoice-part.tsx';

/** Who did what with the invoice; shown to those who may read the account's activity log. */
export function InvoiceActivity({ account, invoice }: { account: string; invoice: Invoice }) {
  const { t, i18n } = useLingui();
  const { dateTime, money } = useFormats();
  const { data: owner } = useQuery(billingAccountQuery(account));
  const mayRead = owner?.actions?.includes('activity.read') ?? false;
  const { data, error } = useQuery({ ...activityQuery(account), enabled: mayRead });
  const columns: Column<ActivityEntry>[] = [
    { key: 'at', header: t`Date`, isUnbroken: true, cell: ({ at }) => dateTime(at) },
    { key: 'what', header: t`Action`, cell: (entry) => i18n._(activitySentence(entry, money)) },
    { key: 'who', header: t`Done by`, cell: ({ actor }) => actor },
  ];
  // No right to the log, or no log just now: the rest of the page does without.
  if (error || !mayRead) return null;
  const entries = data?.value.filter((entry) => concernsInvoice(entry, invoice.name));
  return (
    <InvoicePart title={t`Activity`}>
      {entries === undefined && <SkeletonLines label={t`Loading`} />}
      {entries?.length === 0 && <Trans>Nothing recent is recorded about this invoice.</Trans>}
      {entries !== undefined && entries.length > 0 && (
        <PlainTable label={t`Activity`} columns={columns} rows={entries} rowKey={({ eventId }) => eventId} />
      )}
    </InvoicePart>
  );
}
