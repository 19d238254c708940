import { useMemo } from 'react';
import type { InvoiceColumn } from './invoice-columns.ts';
import type { InvoiceSort } from './invoice-list-search.ts';
import { fitTo, useIsNarrow } from './row-layout.ts';

interface WantedColumns {
  readonly columns: readonly InvoiceColumn[];
  readonly search: { readonly sort: InvoiceSort | undefined };
  readonly mayPay: boolean;
}

/** Those of the wanted columns that the list has room for; where a row stacks its cells, all of them. */
export function useFittingColumns({ columns, search, mayPay }: WantedColumns, widthPx: number | undefined) {
  const isNarrow = useIsNarrow();
  const sortedBy = columns.find(({ sort }) => sort !== undefined && sort === search.sort?.column)?.key;
  return useMemo(
    () => (isNarrow ? columns : fitTo(widthPx, columns, mayPay, sortedBy)),
    [isNarrow, widthPx, columns, mayPay, sortedBy],
  );
}
