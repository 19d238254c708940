import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle';
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { Trans, useLingui } from '@lingui/react/macro';
import { isApiError, isNetworkError, isRefused } from '../api/api-error.ts';
import { isMissingPart } from './missing-part.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: '8px',
    padding: '24px 0',
    maxWidth: '560px',
  },
  icon: { fontSize: '32px', color: tokens.colorPaletteRedForeground1 },
  lock: { fontSize: '32px', color: tokens.colorNeutralForeground3 },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  text: { margin: 0 },
  correlation: { margin: 0, color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
});

type ErrorStateProps = { readonly error: unknown; readonly onRetry?: () => void };

/** Why something could not be shown: the server's sentence, the correlation id for support, and *Try again* where that may help. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const styles = useStyles();
  const words = useErrorWords(error);
  const refused = isRefused(error);
  const isMissing = isMissingPart(error);
  const correlationId = isApiError(error) ? error.correlationId : undefined;
  return (
    <div className={styles.root} role="alert">
      {refused ? <LockClosedRegular className={styles.lock} /> : <ErrorCircleRegular className={styles.icon} />}
      <h2 className={styles.title}>{words.title}</h2>
      <p className={styles.text}>{words.text}</p>
      {correlationId !== undefined && (
        <p className={styles.correlation}>
          <Trans>Correlation ID: {correlationId}</Trans>
        </p>
      )}
      {isMissing && (
        <Button appearance="primary" onClick={() => location.reload()}>
          <Trans>Reload the page</Trans>
        </Button>
      )}
      {!refused && !isMissing && onRetry !== undefined && (
        <Button onClick={onRetry}>
          <Trans>Try again</Trans>
        </Button>
      )}
    </div>
  );
}

/** Title and sentence for an error, in the reader's language. */
export function useErrorWords(error: unknown): { title: string; text: string } {
  const { t } = useLingui();
  if (isNetworkError(error)) {
    return { title: t`No connection to the server`, text: t`Check your network connection, and try again.` };
  }
  if (isMissingPart(error)) {
    return {
      title: t`This part of the portal could not be loaded`,
      text: t`The portal may have been updated since this page was opened. Reload the page to go on.`,
    };
  }
  if (isRefused(error)) {
    return {
      title: error.status === 403 ? t`You don't have access` : t`Not found`,
      text: error.code === 'UnreadableAnswer' ? t`It does not exist, or you may not see it.` : error.message,
    };
  }
  const text =
    isApiError(error) && error.code !== 'UnreadableAnswer'
      ? error.message
      : t`The fault is ours. Nothing that you entered was lost.`;
  return { title: t`Something went wrong`, text };
}
