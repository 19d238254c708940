import { Button, Spinner } from '@fluentui/react-components';
import { Trans } from '@lingui/react/macro';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { Key, ReactNode } from 'react';
import { ErrorState } from './error-state.tsx';
import { ListTrouble } from './list-trouble.tsx';
import { type Column, PlainTable } from './plain-table.tsx';

interface PagedListProps<Row> {
  readonly list: UseInfiniteQueryResult<InfiniteData<{ readonly value: readonly Row[] }>>;
  /** The name of the table, for those who do not see the page around it. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => Key;
  /** In place of the table when there is nothing in the list. */
  readonly empty: ReactNode;
}

/** A list that is read page by page. What was read stays when reading again or further fails, with the trouble above it. */
export function PagedList<Row>({ list, label, columns, rowKey, empty }: PagedListProps<Row>) {
  const { data, error, refetch } = list;
  const rows = data?.pages.flatMap(({ value }) => value);
  if (error !== null && rows === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      {error !== null && <ListTrouble error={error} onRetry={() => void refetch()} />}
      {rows?.length === 0 ? empty : <PlainTable label={label} columns={columns} rows={rows} rowKey={rowKey} />}
      {list.hasNextPage && (
        <div>
          <Button
            appearance="subtle"
            disabledFocusable={list.isFetchingNextPage}
            icon={list.isFetchingNextPage ? <Spinner size="tiny" /> : null}
            onClick={() => void list.fetchNextPage()}
          >
            <Trans>Show more</Trans>
          </Button>
        </div>
      )}
    </>
  );
}
