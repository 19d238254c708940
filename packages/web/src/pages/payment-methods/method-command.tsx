import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Link,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { type ApiError, isApiError } from '../../api/api-error.ts';
import { useErrorWords } from '../../components/error-state.tsx';
import { focusTitleIfLost } from '../../shell/focus-title.ts';
import { notify } from '../../shell/notifications.ts';
import { useBlockerSentence } from './blocker-sentence.ts';

interface MethodCommandProps {
  readonly label: string;
  /** What is told when it has been done. */
  readonly done: string;
  /** The card that it is about, for its accessible name and its questions. */
  readonly of: string;
  /** Asked before something is taken away. */
  readonly question?: string;
  readonly run: () => Promise<void>;
}

type State = 'idle' | 'asking' | 'running' | { readonly refusal: ApiError };

/** One thing that can be done with a card: asks where it takes something away, and says what stands in the way. */
export function MethodCommand({ label, done, of, question, run }: MethodCommandProps) {
  const styles = useStyles();
  const [state, setState] = useState<State>('idle');
  const start = async () => {
    setState('running');
    try {
      await run();
      notify({ intent: 'success', title: done, body: of });
      setState('idle');
      // What has been done may take its own button away.
      requestAnimationFrame(focusTitleIfLost);
    } catch (error) {
      if (!isApiError(error)) throw error;
      setState({ refusal: error });
    }
  };
  const stop = () => setState('idle');
  return (
    <>
      <Link
        as="button"
        className={styles.command}
        aria-label={`${label}: ${of}`}
        disabled={state === 'running'}
        onClick={() => (question === undefined ? void start() : setState('asking'))}
      >
        {label}
      </Link>
      {state === 'asking' && (
        <Ask title={`${label}: ${of}`} onClose={stop}>
          <DialogContent>{question}</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={() => void start()}>
              {label}
            </Button>
            <Button onClick={stop}>
              <Trans>Cancel</Trans>
            </Button>
          </DialogActions>
        </Ask>
      )}
      {typeof state === 'object' && (
        <Ask title={`${label}: ${of}`} onClose={stop}>
          <DialogContent>
            <Refusal refusal={state.refusal} />
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={stop}>
              <Trans>Close</Trans>
            </Button>
          </DialogActions>
        </Ask>
      )}
    </>
  );
}

function Ask({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          {children}
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** Why not, and everything that has to be settled first. */
function Refusal({ refusal }: { refusal: ApiError }) {
  const { t } = useLingui();
  const { text } = useErrorWords(refusal);
  const sentenceOf = useBlockerSentence();
  return (
    <>
      <p>{text}</p>
      {refusal.details.length > 0 && (
        <ul aria-label={t`What has to be settled first`}>
          {refusal.details.map((blocker) => (
            <li key={`${blocker.code} ${blocker.target}`}>{sentenceOf(blocker)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

const useStyles = makeStyles({
  command: { marginRight: tokens.spacingHorizontalM, minHeight: '24px', whiteSpace: 'nowrap' },
});
