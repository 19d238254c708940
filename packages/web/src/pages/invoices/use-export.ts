import type { InvoicePage } from '@betalt/contract/invoices/invoice.ts';
import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { isApiError } from '../../api/api-error.ts';
import { arm } from '../../api/http.ts';
import { displayStatusOf, statusWord } from '../../components/invoice-status/status-word.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { type Scope, scopeId } from '../../scope.ts';
import { notify } from '../../shell/notifications.ts';
import { numberOf, typeWord } from './invoice-columns.ts';
import type { InvoiceListQuery } from './invoice-filter.ts';
import { type CsvColumn, invoicesCsv } from './invoices-csv.ts';
import { decimalSeparatorOf } from './read-amount.ts';
import { saveAs } from './save-as.ts';

type Invoices = InvoicePage['value'];

const PAGE_SIZE = 1000;
/** Bound on an export: 200,000 rows are more than a spreadsheet is read for. */
const MAX_PAGES = 200;

/** Exports everything that the filters let through, not only what has been scrolled to. */
export function useExport(scope: Scope, { query }: { query: InvoiceListQuery }) {
  const { t } = useLingui();
  const [isRunning, setRunning] = useState(false);
  const columns = useCsvColumns();
  const { locale } = useFormats();
  const start = async () => {
    setRunning(true);
    const id = notify({ intent: 'progress', title: t`Exporting invoices…` });
    try {
      const invoices = await allInvoices(scope, query);
      const address = URL.createObjectURL(
        new Blob([invoicesCsv(columns, invoices, decimalSeparatorOf(locale))], { type: 'text/csv;charset=utf-8' }),
      );
      saveAs(address, `${scope.profile ?? scope.account}-invoices.csv`);
      URL.revokeObjectURL(address);
      const count = invoices.length;
      notify({ id, intent: 'success', title: t`Invoices exported`, body: t`Rows: ${count}` });
    } catch (error) {
      const body = isApiError(error) ? error.message : undefined;
      notify({ id, intent: 'error', title: t`The invoices could not be exported`, body });
    } finally {
      setRunning(false);
    }
  };
  return { isRunning, start: () => void start() };
}

async function allInvoices(scope: Scope, { filter, orderBy, search }: InvoiceListQuery): Promise<Invoices> {
  const all: Invoices = [];
  let page = await arm<InvoicePage>('GET', `${scopeId(scope)}/invoices`, {
    query: { filter, orderBy, search, top: PAGE_SIZE },
  });
  all.push(...page.value);
  for (let pages = 1; page.nextLink !== undefined && pages < MAX_PAGES; pages += 1) {
    page = await arm<InvoicePage>('GET', page.nextLink);
    all.push(...page.value);
  }
  return all;
}

function useCsvColumns(): CsvColumn[] {
  const { t, i18n } = useLingui();
  return [
    { heading: t`Invoice ID`, cell: numberOf },
    { heading: t`Billing profile`, cell: ({ properties }) => properties.billingProfileDisplayName },
    { heading: t`Invoice date`, cell: ({ properties }) => properties.invoiceDate.slice(0, 10) },
    { heading: t`Due date`, cell: ({ properties }) => properties.dueDate.slice(0, 10) },
    { heading: t`Amount`, cell: ({ properties }) => properties.totalAmount.value },
    { heading: t`Amount due`, cell: ({ properties }) => properties.amountDue.value },
    { heading: t`Currency`, cell: ({ properties }) => properties.totalAmount.currency },
    { heading: t`Status`, cell: ({ properties }) => i18n._(statusWord(displayStatusOf(properties))) },
    { heading: t`Type`, cell: ({ properties }) => i18n._(typeWord(properties)) },
    { heading: t`PO number`, cell: ({ properties }) => properties.purchaseOrderNumber ?? '' },
  ];
}
