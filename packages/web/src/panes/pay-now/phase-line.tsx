import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import type { PanePhase } from './use-payment.ts';

/** What is happening between the press and its end, spoken politely. */
export function PhaseLine({ phase }: { phase: PanePhase }) {
  const styles = useStyles();
  const words = usePhaseWords(phase);
  return (
    <div role="status" className={styles.line}>
      {words !== '' && <Spinner size="tiny" label={words} />}
    </div>
  );
}

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
    alignItems: 'center',
    minHeight: '24px',
    color: tokens.colorNeutralForeground2,
  },
});
