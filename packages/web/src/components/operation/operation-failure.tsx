import { makeStyles } from '@fluentui/react-components';
import { isApiError } from '../../api/api-error.ts';
import { useErrorWords } from '../error-state.tsx';
import { MessageArea } from '../message-area.tsx';

const useStyles = makeStyles({ list: { margin: '4px 0 0', paddingLeft: '20px' } });

/** The server's no in its own sentence, with each of its details; nothing where nothing went wrong. */
export function OperationFailure({ failure }: { failure: unknown }) {
  if (failure === undefined) return null;
  return <Failure failure={failure} />;
}

function Failure({ failure }: { failure: unknown }) {
  const styles = useStyles();
  const words = useErrorWords(failure);
  const details = isApiError(failure) ? failure.details : [];
  // A refusal says by itself why; only what is no refusal needs to be called an error.
  const isRefusal = isApiError(failure) && failure.status >= 400 && failure.status < 500;
  return (
    <MessageArea intent="error" {...(isRefusal ? {} : { title: words.title })}>
      {words.text}
      {details.length > 0 && (
        <ul className={styles.list}>
          {details.map(({ code, target, message }) => (
            <li key={`${code} ${target} ${message}`}>{target === undefined ? message : `${target}: ${message}`}</li>
          ))}
        </ul>
      )}
    </MessageArea>
  );
}
