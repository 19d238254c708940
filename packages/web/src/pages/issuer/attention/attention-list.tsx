import { Button, Spinner } from '@fluentui/react-components';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLiveEvents } from '../../../api/live.ts';
import { type AttentionKind, attentionQuery, rereadAttention } from '../../../api/queries/attention.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { ListTrouble } from '../../../components/list-trouble.tsx';
import { PlainTable } from '../../../components/plain-table.tsx';
import { CommandBar } from '../../../shell/command-bar.tsx';
import { useAttentionColumns } from './use-attention-columns.tsx';

interface AttentionListProps {
  readonly kind: AttentionKind | undefined;
  readonly label: string;
  readonly empty: { readonly title: string; readonly text: string };
  /** Between the commands and the list. */
  readonly children?: ReactNode;
}

/** What waits for staff, longest waiting first, with what to do and the button that does it. */
export function AttentionList({ kind, label, empty, children }: AttentionListProps) {
  const { t } = useLingui();
  const columns = useAttentionColumns();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    attentionQuery(kind),
  );
  useLiveEvents(rereadAttention);
  const rows = data?.pages.flatMap(({ value }) => value);
  return (
    <>
      <CommandBar
        items={[{ key: 'refresh', label: t`Refresh`, icon: <ArrowSyncRegular />, onClick: () => void refetch() }]}
      />
      {children}
      {error && rows === undefined && <ErrorState error={error} onRetry={() => void refetch()} />}
      {error && rows !== undefined && <ListTrouble error={error} onRetry={() => void refetch()} />}
      {rows?.length === 0 && (
        <EmptyState icon={<CheckmarkCircleRegular />} title={empty.title}>
          {empty.text}
        </EmptyState>
      )}
      {rows?.length !== 0 && !(error && rows === undefined) && (
        <PlainTable label={label} columns={columns} rows={rows} rowKey={({ id, kind: which }) => `${which} ${id}`} />
      )}
      {hasNextPage && (
        <div>
          <Button
            appearance="subtle"
            disabledFocusable={isFetchingNextPage}
            icon={isFetchingNextPage ? <Spinner size="tiny" /> : null}
            onClick={() => void fetchNextPage()}
          >
            <Trans>Show more</Trans>
          </Button>
        </div>
      )}
    </>
  );
}
