import { lazy, Suspense } from 'react';
import { PageFrame } from './page-frame.tsx';
import { ResourceMenu } from './resource-menu.tsx';
import { useScope } from './use-scope.ts';
import { useSearchParams } from './use-search-params.ts';

const PaySeveralPane = lazy(async () => ({
  default: (await import('../panes/pay-several/pay-several-pane.tsx')).PaySeveralPane,
}));
const InvoicePane = lazy(async () => ({ default: (await import('../panes/invoice-pane.tsx')).InvoicePane }));
const PayNowPane = lazy(async () => ({ default: (await import('../panes/pay-now/pay-now-pane.tsx')).PayNowPane }));

/** Pages of a billing scope, with its menu at the left; the pane that the address names lies over them. */
export function BillingLayout() {
  const scope = useScope();
  return (
    <>
      <PageFrame menu={<ResourceMenu scope={scope} />} />
      <OpenPane />
    </>
  );
}

function OpenPane() {
  const [{ pane, invoice, invoices }] = useSearchParams();
  const isOne = pane === 'pay-now' && invoice !== undefined;
  const isSeveral = pane === 'pay-all-due' || (pane === 'pay-invoices' && invoices !== undefined);
  if (!isOne && !isSeveral && (pane === undefined || invoice === undefined)) return null;
  return (
    <Suspense fallback={null}>
      {isOne && <PayNowPane key={invoice} />}
      {isSeveral && <PaySeveralPane key={invoices} />}
      {!isOne && !isSeveral && <InvoicePane key={`${pane} ${invoice}`} />}
    </Suspense>
  );
}
