import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { ArrowUploadRegular } from '@fluentui/react-icons/svg/arrow-upload';
import { BuildingBankRegular } from '@fluentui/react-icons/svg/building-bank';
import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useLiveRefresh } from '../../api/live-refresh.ts';
import { bankTransactionsQuery, rereadBankTransactions } from '../../api/queries/bank.ts';
import { ChoicePills } from '../../components/choice-pills.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { CommandBar } from '../../shell/command-bar.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { useSearchParams } from '../../shell/use-search-params.ts';
import { BANK_STATES, bankStateWord, isBankState } from './bank/bank-state.tsx';
import { useBankColumns } from './bank/use-bank-columns.tsx';
import { useMayOfIssuer } from './may-of-issuer.ts';

const BankTransactionPane = lazy(async () => ({
  default: (await import('../../panes/issuer/bank/bank-transaction-pane.tsx')).BankTransactionPane,
}));
const ImportPane = lazy(async () => ({
  default: (await import('../../panes/issuer/bank/import-pane.tsx')).ImportPane,
}));

/** What the issuer's bank told, what became of it, and what waits for a person. */
export function BankTransactionsPage() {
  const { t } = useLingui();
  const may = useMayOfIssuer();
  const [{ pane, transaction }, changeSearch] = useSearchParams();
  const close = () => changeSearch({ pane: undefined, transaction: undefined });
  useLiveRefresh(rereadBankTransactions);
  return (
    <>
      <PageTitle icon={<BuildingBankRegular />} title={t`Bank transactions`} subtitle={t`Issuer`} />
      <CommandBar
        items={[
          ...(may.bank
            ? [
                {
                  key: 'import',
                  label: t`Import bank files`,
                  icon: <ArrowUploadRegular />,
                  onClick: () => changeSearch({ pane: 'import' }),
                },
              ]
            : []),
          { key: 'refresh', label: t`Refresh`, icon: <ArrowSyncRegular />, onClick: rereadBankTransactions },
        ]}
      />
      <StatePills />
      <Transactions />
      <Suspense fallback={null}>
        {pane === 'import' && may.bank && <ImportPane onClose={close} />}
        {pane === 'transaction' && transaction !== undefined && (
          <BankTransactionPane key={transaction} name={transaction} onClose={close} />
        )}
      </Suspense>
    </>
  );
}

const ALL = 'all';

function StatePills() {
  const { t, i18n } = useLingui();
  const [{ state = ALL }, changeSearch] = useSearchParams();
  return (
    <ChoicePills
      label={t`Status`}
      choices={[
        { value: ALL, text: t`All` },
        ...BANK_STATES.map((value) => ({ value, text: i18n._(bankStateWord(value)) })),
      ]}
      chosen={isBankState(state) ? state : ALL}
      onChoose={(value) => changeSearch({ state: value === ALL ? undefined : value })}
    />
  );
}

function Transactions() {
  const { t } = useLingui();
  const [{ state = '' }] = useSearchParams();
  const columns = useBankColumns();
  const chosen = isBankState(state) ? state : undefined;
  return (
    <PagedList
      list={useInfiniteQuery(bankTransactionsQuery(chosen))}
      label={t`Bank transactions`}
      columns={columns}
      rowKey={({ name }) => name}
      empty={<NoTransactions isAll={chosen === undefined} />}
    />
  );
}

function NoTransactions({ isAll }: { readonly isAll: boolean }) {
  const { t } = useLingui();
  return (
    <EmptyState icon={<BuildingBankRegular />} title={isAll ? t`No bank transactions yet` : t`Nothing here`}>
      {isAll ? (
        <Trans>Import a statement from your bank (camt.053 or camt.054), and payments find their invoices.</Trans>
      ) : (
        <Trans>No bank transaction has this status now.</Trans>
      )}
    </EmptyState>
  );
}
