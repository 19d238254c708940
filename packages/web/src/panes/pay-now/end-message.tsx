import { makeStyles } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef } from 'react';
import { MessageArea } from '../../components/message-area.tsx';
import { useEndWords } from './end-words.ts';
import type { PressEnd } from './use-payment.ts';

interface EndMessageProps {
  readonly end: PressEnd;
  /** What is offered besides another try. */
  readonly actions?: ReactNode;
}

/** How the last press ended, where it did not end in Paid: takes the focus, so that it is read and the way out is near. */
export function EndMessage({ end, actions }: EndMessageProps) {
  const styles = useStyles();
  const place = useRef<HTMLDivElement>(null);
  const { intent, title, text } = useEndWords()(end);
  useEffect(() => place.current?.focus(), [end]);
  return (
    <div ref={place} tabIndex={-1} className={styles.place}>
      <MessageArea intent={intent} title={title} actions={actions}>
        {text}
      </MessageArea>
    </div>
  );
}

const useStyles = makeStyles({ place: { outline: 'none' } });
