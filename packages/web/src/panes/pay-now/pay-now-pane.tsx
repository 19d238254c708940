import { useLingui } from '@lingui/react/macro';
import { ContextPane } from '../../shell/context-pane.tsx';
import { useSearchParams } from '../../shell/use-search-params.ts';

export function PayNowPane() {
  const { t } = useLingui();
  const [{ invoice }, change] = useSearchParams();
  return (
    <ContextPane title={t`Pay now`} subtitle={invoice} onClose={() => change({ pane: undefined, invoice: undefined })}>
      {null}
    </ContextPane>
  );
}
