import { useMemo, useSyncExternalStore } from 'react';
import { type ColumnKey, INVOICE_COLUMNS, type InvoiceColumn } from './invoice-columns.ts';

const HIDDEN_COLUMNS_KEY = 'betalt.invoices.hidden-columns';
const listeners = new Set<() => void>();

/** The columns that this reader keeps in sight; remembered in this browser. */
export function useShownColumns(): readonly InvoiceColumn[] {
  const hidden = useSyncExternalStore(subscribe, hiddenColumns);
  return useMemo(() => {
    const keys = new Set(hidden.split(','));
    return INVOICE_COLUMNS.filter(({ key, isFixed }) => isFixed || !keys.has(key));
  }, [hidden]);
}

export function showColumns(shown: readonly ColumnKey[]): void {
  const hidden = INVOICE_COLUMNS.filter(({ key, isFixed }) => !isFixed && !shown.includes(key)).map(({ key }) => key);
  localStorage.setItem(HIDDEN_COLUMNS_KEY, hidden.join(','));
  for (const listener of listeners) listener();
}

function hiddenColumns(): string {
  return localStorage.getItem(HIDDEN_COLUMNS_KEY) ?? '';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
