import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { ArrowUndoFilled } from '@fluentui/react-icons/svg/arrow-undo';
import { ClockRegular } from '@fluentui/react-icons/svg/clock';
import { ErrorCircleFilled } from '@fluentui/react-icons/svg/error-circle';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { MoneyText } from '../../components/money-text.tsx';
import { type Column, PlainTable } from '../../components/plain-table.tsx';
import { type StateLook, StateText } from '../../components/state-text.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { InvoicePart } from './invoice-part.tsx';

type Refund = NonNullable<Invoice['properties']['refunds']>[number];

/** What of the invoice's payments went back, or is on its way; nothing where nothing did. */
export function InvoiceRefunds({ invoice }: { invoice: Invoice }) {
  const { t, i18n } = useLingui();
  const { dateTime } = useFormats();
  const { refunds = [] } = invoice.properties;
  if (refunds.length === 0) return null;
  const columns: Column<Refund>[] = [
    { key: 'date', header: t`Date`, isUnbroken: true, cell: ({ createdAt }) => dateTime(createdAt) },
    {
      key: 'state',
      header: t`Result`,
      cell: ({ outcome, failure }) => {
        const { word, look } = OUTCOMES[outcome];
        return <StateText look={look} word={i18n._(word)} note={failure?.message} />;
      },
    },
    { key: 'reason', header: t`Reason`, cell: ({ reason }) => reason },
    { key: 'amount', header: t`Amount`, isNumeric: true, cell: ({ amount }) => <MoneyText amount={amount} /> },
  ];
  return (
    <InvoicePart title={t`Refunds`}>
      <PlainTable label={t`Refunds`} columns={columns} rows={refunds} rowKey={({ name }) => name} />
    </InvoicePart>
  );
}

const onItsWay = {
  word: msg({ message: 'On its way', context: 'a refund' }),
  look: { icon: <ClockRegular />, tone: 'neutral' },
} as const;

/** A refund that is not known is being asked about: nothing more can be said of it than that it is on its way. */
const OUTCOMES: Readonly<Record<Refund['outcome'], { readonly word: MessageDescriptor; readonly look: StateLook }>> = {
  recorded: onItsWay,
  unknown: onItsWay,
  pending: onItsWay,
  succeeded: {
    word: msg({ message: 'Refunded', context: 'a refund' }),
    look: { icon: <ArrowUndoFilled />, tone: 'good' },
  },
  failed: { word: msg({ message: 'Failed', context: 'a refund' }), look: { icon: <ErrorCircleFilled />, tone: 'bad' } },
};
