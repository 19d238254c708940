import { useRef, useState } from 'react';
import { isApiError, mayHaveBeenDone } from '../../api/api-error.ts';

export interface Operation<Asked> {
  readonly isBusy: boolean;
  /** Why the last run did not succeed. */
  readonly failure: unknown;
  /** One at a time: a second press while the first is under way does nothing. */
  readonly run: (asked: Asked) => Promise<void>;
}

/**
 * Sends what somebody asked for. What was asked keeps its idempotency key until it is answered, so that pressing again after
 * a lost answer repeats the request and does not make another.
 */
export function useOperation<Asked>(send: (asked: Asked, idempotencyKey: string) => Promise<void>): Operation<Asked> {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const isRunning = useRef(false);
  const unanswered = useRef<{ readonly of: string; readonly key: string } | undefined>(undefined);
  const run = async (asked: Asked) => {
    if (isRunning.current) return;
    isRunning.current = true;
    const of = JSON.stringify(asked);
    if (unanswered.current?.of !== of) unanswered.current = { of, key: crypto.randomUUID() };
    setBusy(true);
    setFailure(undefined);
    try {
      await send(asked, unanswered.current.key);
      unanswered.current = undefined;
    } catch (error) {
      if (isApiError(error) && !mayHaveBeenDone(error)) unanswered.current = undefined;
      setFailure(error);
    } finally {
      isRunning.current = false;
      setBusy(false);
    }
  };
  return { isBusy, failure, run };
}
