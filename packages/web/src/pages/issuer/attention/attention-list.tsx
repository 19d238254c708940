import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLiveRefresh } from '../../../api/live-refresh.ts';
import { type AttentionKind, attentionQuery, rereadAttention } from '../../../api/queries/attention.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PagedList } from '../../../components/paged-list.tsx';
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
  const list = useInfiniteQuery(attentionQuery(kind));
  useLiveRefresh(rereadAttention);
  return (
    <>
      <CommandBar
        items={[{ key: 'refresh', label: t`Refresh`, icon: <ArrowSyncRegular />, onClick: () => void list.refetch() }]}
      />
      {children}
      <PagedList
        list={list}
        label={label}
        columns={columns}
        rowKey={({ id, kind: which }) => `${which} ${id}`}
        empty={
          <EmptyState icon={<CheckmarkCircleRegular />} title={empty.title}>
            {empty.text}
          </EmptyState>
        }
      />
    </>
  );
}
