import { Button, makeStyles } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';

interface CopyButtonProps {
  /** What is copied, in words: the button's name. */
  readonly of: string;
  readonly text: string;
  /** With its word beside the icon, where it is the main thing to do. */
  readonly isProminent?: boolean;
}

const SHOWN_MS = 2_000;

/** Copies a text, and says that it did, to the eye and to the ear. */
export function CopyButton({ of, text, isProminent = false }: CopyButtonProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = async () => {
    clearTimeout(timer.current);
    const isCopied = await navigator.clipboard.writeText(text).then(
      () => true,
      // The browser or its owner does not allow it: the text stands there to be marked.
      () => false,
    );
    setState(isCopied ? 'copied' : 'failed');
    timer.current = setTimeout(() => setState('idle'), SHOWN_MS);
  };
  const told = state === 'copied' ? t`Copied` : state === 'failed' ? t`Could not be copied` : '';
  return (
    <>
      <Button
        size={isProminent ? 'medium' : 'small'}
        appearance={isProminent ? 'primary' : 'subtle'}
        icon={state === 'copied' ? <CheckmarkRegular /> : <CopyRegular />}
        aria-label={t`Copy: ${of}`}
        onClick={() => void copy()}
      >
        {isProminent ? told || t`Copy` : undefined}
      </Button>
      <span role="status" className={isProminent ? styles.spoken : styles.told}>
        {told}
      </span>
    </>
  );
}

const useStyles = makeStyles({
  told: { fontSize: '12px' },
  spoken: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});
