import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { makeStyles } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { ColumnTripleRegular } from '@fluentui/react-icons/svg/column-triple';
import { DocumentBulletListRegular } from '@fluentui/react-icons/svg/document-bullet-list';
import { useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useCallback, useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { type Command, CommandBar } from '../../shell/command-bar.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { useScope } from '../../shell/use-scope.ts';
import { useSearchParams } from '../../shell/use-search-params.ts';
import { FilterBar } from './filter-bar.tsx';
import { InvoiceGrid } from './invoice-grid.tsx';
import { nextSort } from './invoice-list-search.ts';
import { InvoiceRow } from './invoice-row.tsx';
import { NoInvoices } from './no-invoices.tsx';
import { SelectBox } from './select-box.tsx';
import { showColumns } from './shown-columns.ts';
import { useExport } from './use-export.ts';
import { useFittingColumns } from './use-fitting-columns.ts';
import { useInvoiceList } from './use-invoice-list.ts';
import { useLiveInvoices } from './use-live-invoices.ts';
import { usePayCommands } from './use-pay-commands.tsx';
import { useRowSelection } from './use-row-selection.ts';

const InvoiceMenu = lazy(async () => ({ default: (await import('./invoice-menu.tsx')).InvoiceMenu }));
const ListTrouble = lazy(async () => ({ default: (await import('../../components/list-trouble.tsx')).ListTrouble }));
const ColumnEditor = lazy(async () => ({ default: (await import('./column-editor.tsx')).ColumnEditor }));

type Opened =
  | { readonly what: 'menu'; readonly invoice: Invoice; readonly anchor: HTMLElement }
  | { readonly what: 'columns' };

type InvoiceList = ReturnType<typeof useInvoiceList>;

/** The invoices of an account or of one billing profile: find what is due, and pay it. */
export function InvoicesPage() {
  const styles = useStyles();
  const { t } = useLingui();
  const scope = useScope();
  const formats = useFormats();
  const list = useInvoiceList(scope);
  const { search, setSearch, invoices, error, isNarrowed, readMore, refresh } = list;
  const news = useLiveInvoices(scope.account);
  const [opened, setOpened] = useState<Opened | undefined>();
  const [, changeAddress] = useSearchParams();
  const pay = useCallback(
    (invoice: Invoice) => changeAddress({ pane: 'pay-now', invoice: invoice.name }),
    [changeAddress],
  );
  const openMenu = useCallback(
    (invoice: Invoice, anchor: HTMLElement) => setOpened({ what: 'menu', invoice, anchor }),
    [],
  );
  const close = () => setOpened(undefined);
  const [widthPx, setWidth] = useState<number | undefined>();
  const columns = useFittingColumns(list, widthPx);
  const selection = useRowSelection(invoices);
  const payCommands = usePayCommands(list.mayPay, selection);
  const listCommands = useListCommands(list, () => setOpened({ what: 'columns' }));
  const selectAll = list.mayPay ? (
    <SelectBox label={t`Select all that can be paid`} state={selection.all} onChange={selection.chooseAll} />
  ) : undefined;

  return (
    <>
      <PageTitle icon={<DocumentBulletListRegular />} title={t`Invoices`} subtitle={list.scopeName} />
      <CommandBar items={[...payCommands, ...listCommands]} />
      <FilterBar search={search} profiles={list.profiles} onChange={setSearch} />
      {error && invoices && (
        <Suspense fallback={null}>
          <ListTrouble error={error} onRetry={list.retry} />
        </Suspense>
      )}
      <div role="status" className={styles.spoken}>
        {news}
      </div>
      {error && !invoices ? (
        <ErrorState error={error} onRetry={refresh} />
      ) : invoices?.length === 0 ? (
        <NoInvoices isNarrowed={isNarrowed} onShowAll={list.showAll} />
      ) : (
        <InvoiceGrid
          selectAll={selectAll}
          onWidth={setWidth}
          columns={columns}
          invoices={invoices}
          totalCount={list.totalCount}
          sort={search.sort}
          onSort={(column) => setSearch({ ...search, sort: nextSort(search.sort, column) })}
          onNearEnd={readMore}
          renderRow={(invoice) => (
            <InvoiceRow
              invoice={invoice}
              scope={scope}
              columns={columns}
              formats={formats}
              onPay={pay}
              onMenu={openMenu}
              onChoose={list.mayPay ? selection.choose : undefined}
              isChosen={selection.isChosen(invoice)}
            />
          )}
        />
      )}
      <Suspense fallback={null}>{opened && <OpenedPart opened={opened} list={list} onClose={close} />}</Suspense>
    </>
  );
}

function useListCommands(list: InvoiceList, onColumns: () => void): Command[] {
  const { t } = useLingui();
  const exportList = useExport(useScope(), list);
  return [
    { key: 'refresh', label: t`Refresh`, icon: <ArrowSyncRegular />, onClick: list.refresh },
    {
      key: 'export',
      label: t`Export to CSV`,
      icon: <ArrowDownloadRegular />,
      onClick: exportList.start,
      isDisabled: exportList.isRunning || !list.invoices?.length,
    },
    { key: 'columns', label: t`Edit columns`, icon: <ColumnTripleRegular />, onClick: onColumns },
  ];
}

function OpenedPart({ opened, list, onClose }: { opened: Opened; list: InvoiceList; onClose: () => void }) {
  const scope = useScope();
  if (opened.what === 'menu')
    return <InvoiceMenu scope={scope} invoice={opened.invoice} anchor={opened.anchor} onClose={onClose} />;
  return (
    <ColumnEditor
      offered={list.offered}
      shown={list.columns.map(({ key }) => key)}
      onApply={(shown) => showColumns(shown, list.offered)}
      onClose={onClose}
    />
  );
}

const useStyles = makeStyles({
  spoken: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});
