import type { PayLinkView } from '@betalt/contract/pay-links/pay-link.ts';
import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { useCallback, useEffect, useState } from 'react';
import { ApiError } from '../api/api-error.ts';
import { DoorLayout } from '../shell/door-layout.tsx';
import { OpenedLink } from './opened-link.tsx';
import { openPayLink } from './pay-link-api.ts';
import { useTokenOfAddress } from './use-token-of-address.ts';

type State =
  | { readonly kind: 'opening' }
  | { readonly kind: 'opened'; readonly view: PayLinkView }
  | { readonly kind: 'shut' }
  | { readonly kind: 'failed' };

/** Paying one invoice with a link: nobody signs in, and nothing else of the account is shown. */
export function PayLinkPage() {
  const token = useTokenOfAddress();
  // Nothing of one link's invoice, card or payment is left when another is opened.
  return <OfToken key={token} token={token} />;
}

function OfToken({ token }: { token: string }) {
  const { t, i18n } = useLingui();
  const [state, setState] = useState<State>({ kind: 'opening' });
  const open = useCallback(async () => {
    const opened = await stateOf(token);
    // What is shown stays while it cannot be read again.
    setState((before) => (opened.kind === 'failed' && before.kind === 'opened' ? before : opened));
  }, [token]);
  useEffect(() => {
    // In another language the sentences of the server are others too.
    void open();
  }, [open, i18n.locale]);
  if (state.kind === 'opened') return <OpenedLink token={token} view={state.view} onChanged={open} />;
  if (state.kind === 'opening') {
    return (
      <DoorLayout title={t`Pay an invoice`}>
        <Spinner label={t`Loading`} />
      </DoorLayout>
    );
  }
  return <NotOpened isShut={state.kind === 'shut'} onRetry={() => void open()} />;
}

async function stateOf(token: string): Promise<State> {
  if (token === '') return { kind: 'shut' };
  try {
    return { kind: 'opened', view: await openPayLink(token) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { kind: error.status === 404 || error.status === 410 || error.status === 400 ? 'shut' : 'failed' };
  }
}

/** Unknown, expired and revoked in one sentence: a link tells a stranger nothing about what it was for. */
function NotOpened({ isShut, onRetry }: { isShut: boolean; onRetry: () => void }) {
  const styles = useStyles();
  const { t } = useLingui();
  if (isShut) {
    return (
      <DoorLayout title={t`This link opens no invoice`}>
        <p className={styles.text}>
          <Trans>It has expired, has been revoked, or is not complete. Ask whoever sent it for a new one.</Trans>
        </p>
      </DoorLayout>
    );
  }
  return (
    <DoorLayout title={t`The invoice could not be loaded`}>
      <p className={styles.text}>
        <Trans>Check your network connection, wait a moment, and try again.</Trans>
      </p>
      <Button appearance="primary" onClick={onRetry}>
        <Trans>Try again</Trans>
      </Button>
    </DoorLayout>
  );
}

const useStyles = makeStyles({ text: { margin: '12px 0' } });
