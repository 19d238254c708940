import { useMemo, useSyncExternalStore } from 'react';
import type { ColumnKey, InvoiceColumn } from './invoice-columns.ts';

const HIDDEN_COLUMNS_KEY = 'betalt.invoices.hidden-columns';
const listeners = new Set<() => void>();

/** Those of the columns that this reader keeps in sight; remembered in this browser. */
export function useShownColumns(offered: readonly InvoiceColumn[]): readonly InvoiceColumn[] {
  const hidden = useSyncExternalStore(subscribe, hiddenColumns);
  return useMemo(() => {
    const keys = new Set(hidden.split(','));
    return offered.filter(({ key, isFixed }) => isFixed || !keys.has(key));
  }, [hidden, offered]);
}

export function showColumns(shown: readonly ColumnKey[], offered: readonly InvoiceColumn[]): void {
  localStorage.setItem(HIDDEN_COLUMNS_KEY, hiddenAfter(hiddenColumns(), shown, offered).join(','));
  for (const listener of listeners) listener();
}

/** What is hidden after a choice among some columns: of the others, what was hidden before. */
export function hiddenAfter(
  hiddenBefore: string,
  shown: readonly ColumnKey[],
  offered: readonly InvoiceColumn[],
): readonly string[] {
  const asked = new Set(offered.map(({ key }): string => key));
  const others = hiddenBefore.split(',').filter((key) => key !== '' && !asked.has(key));
  const wanted = new Set(shown);
  const hidden = offered.filter(({ key, isFixed }) => isFixed !== true && !wanted.has(key)).map(({ key }) => key);
  return [...others, ...hidden];
}

function hiddenColumns(): string {
  return localStorage.getItem(HIDDEN_COLUMNS_KEY) ?? '';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
