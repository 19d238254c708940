import { Button } from '@fluentui/react-components';
import { Trans } from '@lingui/react/macro';
import { useErrorWords } from './error-state.tsx';
import { MessageArea } from './message-area.tsx';

/** Above a list that is shown but could not be read again, or not be read further: what is shown may be old or not be all. */
export function ListTrouble({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { title, text } = useErrorWords(error);
  return (
    <MessageArea
      intent="error"
      title={title}
      actions={
        <Button size="small" onClick={onRetry}>
          <Trans>Try again</Trans>
        </Button>
      }
    >
      {text}
    </MessageArea>
  );
}
