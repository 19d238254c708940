import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type ComponentType, lazy, Suspense, useCallback, useState } from 'react';
import { ErrorState } from '../components/error-state.tsx';
import { MessageArea } from '../components/message-area.tsx';
import { SkeletonLines } from '../components/skeletons.tsx';
import { numberOf } from '../pages/invoices/invoice-columns.ts';
import { invoiceOperations } from '../pages/invoices/invoice-operations.ts';
import { invoiceQuery } from '../pages/invoices/invoice-queries.ts';
import { ContextPane } from '../shell/context-pane.tsx';
import { useScope } from '../shell/use-scope.ts';
import { useSearchParams } from '../shell/use-search-params.ts';
import type { InvoicePaneProps } from './invoice-pane-props.ts';

/** By the address's `pane`, each a part that is loaded when it is opened. */
const PANES: Readonly<Record<string, ComponentType<InvoicePaneProps>>> = {
  ask: lazy(async () => ({ default: (await import('./ask-about-invoice/ask-pane.tsx')).AskPane })),
  credit: lazy(async () => ({ default: (await import('./issuer/credit-pane.tsx')).CreditPane })),
  refund: lazy(async () => ({ default: (await import('./issuer/refund-pane.tsx')).RefundPane })),
  correct: lazy(async () => ({ default: (await import('./issuer/correct-pane.tsx')).CorrectPane })),
  void: lazy(async () => ({ default: (await import('./issuer/void-pane.tsx')).VoidPane })),
  'write-off': lazy(async () => ({ default: (await import('./issuer/write-off-pane.tsx')).WriteOffPane })),
};

/** What `?pane=…&invoice=…` opens over whichever page of the scope lies under it, but for paying. */
export function InvoicePane() {
  const { t } = useLingui();
  const { account } = useScope();
  const [{ pane = '', invoice: name = '' }, changeSearch] = useSearchParams();
  const close = useCallback(() => changeSearch({ pane: undefined, invoice: undefined }), [changeSearch]);
  // What is done to an invoice is decided by how it is now, never from memory alone.
  const { data: invoice, error, refetch } = useQuery({ ...invoiceQuery(account, name), staleTime: 0 });
  const number = invoice ? numberOf(invoice) : name;
  const Pane = PANES[pane];
  if (Pane === undefined) return null;
  if (invoice?.properties.lines !== undefined)
    return <OfferedPane key={`${pane} ${name}`} pane={pane} account={account} invoice={invoice} onClose={close} />;
  return (
    <ContextPane title={t`Invoice ${number}`} onClose={close}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonLines label={t`Loading`} lines={6} />
      )}
    </ContextPane>
  );
}

/** A link opens a pane for whoever has it: what they may not do, or what has no sense, is said before they fill a form. */
function OfferedPane({ pane, ...props }: InvoicePaneProps & { readonly pane: string }) {
  const { t } = useLingui();
  const isOffered = invoiceOperations(props.invoice).some((key) => key === pane);
  const [wasOffered, setWasOffered] = useState(isOffered);
  // What was typed stays when the invoice changes meanwhile; the server then says why not.
  if (isOffered && !wasOffered) setWasOffered(true);
  const Pane = PANES[pane];
  if (Pane === undefined) return null;
  if (isOffered || wasOffered)
    return (
      <Suspense fallback={null}>
        <Pane {...props} />
      </Suspense>
    );
  const number = numberOf(props.invoice);
  return (
    <ContextPane title={t`Invoice ${number}`} onClose={props.onClose}>
      <MessageArea intent="info">{t`This cannot be done with the invoice now, or not by your role.`}</MessageArea>
    </ContextPane>
  );
}
