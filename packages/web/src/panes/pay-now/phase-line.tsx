import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import type { PanePhase } from './use-payment.ts';

/** What is happening between the press and its end, spoken politely. */
export function PhaseLine({ phase, isSlow }: { phase: PanePhase; isSlow: boolean }) {
  const styles = useStyles();
  const words = usePhaseWords(phase);
  return (
    <div role="status" className={styles.line}>
      {words !== '' && <Spinner size="tiny" label={words} />}
      {isSlow && (
        <p className={styles.slow}>
          <Trans>
            This takes longer than usual. You can close this pane: the payment goes on without it, nothing is charged
            twice, and the bell at the top tells you how it ended.
          </Trans>
        </p>
      )}
    </div>
  );
}

/** After so long a payer begins to wonder; most answers take a second or two. */
const SLOW_AFTER_MS = 8_000;

/** Whether the present phase, one of waiting for others than the payer, has lasted for long. */
export function useIsSlow(phase: PanePhase): boolean {
  const [slow, setSlow] = useState<PanePhase | undefined>();
  useEffect(() => {
    setSlow(undefined);
    if (!WAITS_FOR_OTHERS.has(phase)) return undefined;
    const timer = setTimeout(() => setSlow(phase), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, [phase]);
  return slow !== undefined && slow === phase;
}

const WAITS_FOR_OTHERS: ReadonlySet<PanePhase> = new Set(['asking', 'askingAgain', 'settling']);

function usePhaseWords(phase: PanePhase): string {
  const { t } = useLingui();
  switch (phase) {
    case 'idle':
      return '';
    case 'addingCard':
      return t`Checking the card…`;
    case 'asking':
      return t`Paying…`;
    case 'askingAgain':
      return t`No answer yet. Asking again, without charging twice…`;
    case 'authenticating':
      return t`Waiting for your bank's check…`;
    case 'settling':
      return t`Processing…`;
  }
}

const useStyles = makeStyles({
  line: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    rowGap: tokens.spacingVerticalS,
    minHeight: '24px',
    color: tokens.colorNeutralForeground2,
  },
  slow: { margin: 0, color: tokens.colorNeutralForeground1 },
});
