import { MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle, makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  root: { flexShrink: 0, boxSizing: 'border-box', maxWidth: '100%', marginBottom: '12px' },
});

type MessageAreaProps = {
  readonly intent: 'info' | 'success' | 'warning' | 'error';
  readonly title?: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
};

/** A bar above the content: what is the matter, and the way out. Errors and warnings are spoken at once. */
export function MessageArea({ intent, title, children, actions }: MessageAreaProps) {
  const styles = useStyles();
  return (
    <MessageBar intent={intent} layout="auto" className={styles.root} role={intent === 'error' ? 'alert' : 'status'}>
      <MessageBarBody>
        {title !== undefined && <MessageBarTitle>{title}</MessageBarTitle>}
        {children}
      </MessageBarBody>
      {actions !== undefined && <MessageBarActions>{actions}</MessageBarActions>}
    </MessageBar>
  );
}
