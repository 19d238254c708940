import type { PaymentNeedingAttention } from '@betalt/contract/attention/attention.ts';
import { makeStyles, tokens } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import { MoneyText } from '../../../components/money-text.tsx';
import type { Column } from '../../../components/plain-table.tsx';
import { useFormats } from '../../../i18n/use-formats.ts';
import { paths } from '../../../paths.ts';
import { PageLink } from '../../../shell/page-link.tsx';
import { AttentionActions } from './attention-actions.tsx';
import { AttentionKindText } from './attention-kind.tsx';

export function useAttentionColumns(): Column<PaymentNeedingAttention>[] {
  const { t } = useLingui();
  const { dateTime } = useFormats();
  return [
    { key: 'kind', header: t`Kind`, cell: ({ kind }) => <AttentionKindText kind={kind} /> },
    { key: 'since', header: t`Since`, isUnbroken: true, cell: ({ since }) => dateTime(since) },
    { key: 'customer', header: t`Customer`, cell: (item) => <Customer item={item} /> },
    {
      key: 'amount',
      header: t`Amount`,
      isNumeric: true,
      cell: ({ amount }) => amount && <MoneyText amount={amount} />,
    },
    { key: 'todo', header: t`What to do`, cell: (item) => <WhatToDo item={item} /> },
    { key: 'actions', header: t`Actions`, cell: (item) => <AttentionActions item={item} /> },
  ];
}

function Customer({ item: { account, invoiceNames } }: { item: PaymentNeedingAttention }) {
  if (account === undefined) return '—';
  const scope = { account: account.name };
  return (
    <>
      <PageLink to={paths.overview(scope)}>{account.displayName}</PageLink>
      {invoiceNames.map((name) => (
        <div key={name}>
          <PageLink to={paths.invoice(scope, name)}>{name}</PageLink>
        </div>
      ))}
    </>
  );
}

function WhatToDo({ item }: { item: PaymentNeedingAttention }) {
  const styles = useStyles();
  const { t } = useLingui();
  const { date, dateTime } = useFormats();
  const { whatToDo, reason, evidenceDueAt, nextCheckAt } = item;
  const evidence = evidenceDueAt && date(evidenceDueAt);
  const next = nextCheckAt && dateTime(nextCheckAt);
  const notes = [reason, evidence && t`Evidence is due ${evidence}.`, next && t`The gateway is asked next ${next}.`];
  return (
    <div className={styles.todo}>
      {whatToDo}
      {notes
        .filter((note) => note !== undefined && note !== '')
        .map((note) => (
          <div key={note} className={styles.note}>
            {note}
          </div>
        ))}
    </div>
  );
}

const useStyles = makeStyles({
  todo: { minWidth: '240px', padding: '4px 0' },
  note: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});
