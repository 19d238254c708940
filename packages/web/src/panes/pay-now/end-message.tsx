import type { Amount } from '@betalt/contract/shared/arm.ts';
import { makeStyles } from '@fluentui/react-components';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useEffect, useRef } from 'react';
import { MessageArea } from '../../components/message-area.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { useEndWords } from './end-words.ts';
import type { PressEnd } from './use-payment.ts';

interface EndMessageProps {
  readonly end: PressEnd;
  /** What the press used of credit before it came to this end. */
  readonly creditsUsed: Amount | undefined;
  /** What is offered besides another try. */
  readonly actions?: ReactNode;
}

/** How the last press ended, where it did not end in Paid: takes the focus, so that it is read and the way out is near. */
export function EndMessage({ end, creditsUsed, actions }: EndMessageProps) {
  const styles = useStyles();
  const { money } = useFormats();
  const used = creditsUsed && money(creditsUsed);
  const place = useRef<HTMLDivElement>(null);
  const { intent, title, text } = useEndWords()(end);
  useEffect(() => place.current?.focus(), [end]);
  return (
    <div ref={place} tabIndex={-1} className={styles.place}>
      <MessageArea intent={intent} title={title} actions={actions}>
        {text} {creditsUsed && <Trans>{used} credit has been used and stays on the invoice.</Trans>}
      </MessageArea>
    </div>
  );
}

const useStyles = makeStyles({ place: { outline: 'none' } });
