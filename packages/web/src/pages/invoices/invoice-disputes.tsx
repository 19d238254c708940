import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { ErrorCircleFilled } from '@fluentui/react-icons/svg/error-circle';
import { GavelRegular } from '@fluentui/react-icons/svg/gavel';
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import { SubtractCircleRegular } from '@fluentui/react-icons/svg/subtract-circle';
import { useLingui } from '@lingui/react/macro';
import { useSession } from '../../api/queries/session.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { type Column, PlainTable } from '../../components/plain-table.tsx';
import { type StateLook, StateText } from '../../components/state-text.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { InvoicePart } from './invoice-part.tsx';

type Dispute = NonNullable<Invoice['properties']['disputes']>[number];

/** What the payer's bank has asked or taken back; nothing where it has not. When evidence is due, is the issuer's to know. */
export function InvoiceDisputes({ invoice }: { invoice: Invoice }) {
  const { t } = useLingui();
  const { date, dateTime } = useFormats();
  const { issuerRoles } = useSession();
  const { disputes = [] } = invoice.properties;
  if (disputes.length === 0) return null;
  const columns: Column<Dispute>[] = [
    { key: 'date', header: t`Date`, isUnbroken: true, cell: ({ openedAt }) => dateTime(openedAt) },
    { key: 'state', header: t`Status`, cell: (dispute) => <DisputeStateText dispute={dispute} /> },
    { key: 'reason', header: t`Reason`, cell: ({ reason }) => reason.message },
    ...(issuerRoles.length > 0
      ? [
          {
            key: 'evidence',
            header: t`Evidence due`,
            isUnbroken: true,
            cell: ({ evidenceDueAt, state }: Dispute) =>
              evidenceDueAt !== undefined && state === 'open' ? date(evidenceDueAt) : '—',
          },
        ]
      : []),
    { key: 'amount', header: t`Amount`, isNumeric: true, cell: ({ amount }) => <MoneyText amount={amount} /> },
  ];
  return (
    <InvoicePart title={t`Disputes`}>
      <PlainTable label={t`Disputes`} columns={columns} rows={disputes} rowKey={({ name }) => name} />
    </InvoicePart>
  );
}

function DisputeStateText({ dispute: { state, isInquiry } }: { dispute: Dispute }) {
  const { t } = useLingui();
  const words: Readonly<Record<Dispute['state'], string>> = {
    open: isInquiry ? t`The bank asks` : t({ message: 'Open', context: 'a dispute' }),
    won: t({ message: 'Won', context: 'a dispute' }),
    lost: t({ message: 'Lost', context: 'a dispute' }),
    closed: t({ message: 'Closed', context: 'a dispute' }),
  };
  return <StateText look={isInquiry && state === 'open' ? ASKED : LOOKS[state]} word={words[state]} />;
}

const ASKED: StateLook = { icon: <QuestionCircleRegular />, tone: 'neutral' };
const LOOKS: Readonly<Record<Dispute['state'], StateLook>> = {
  open: { icon: <GavelRegular />, tone: 'bad' },
  won: { icon: <CheckmarkCircleFilled />, tone: 'neutral' },
  lost: { icon: <ErrorCircleFilled />, tone: 'neutral' },
  closed: { icon: <SubtractCircleRegular />, tone: 'neutral' },
};
