import { useEffect, useRef } from 'react';
import { useLiveEvents } from './live.ts';

/** How long news may gather before what they are about is read again. */
const GATHER_MS = 1_000;

/**
 * Calls `refresh` after events, at most once a second: lists about every customer would otherwise be read again for each of
 * their payments.
 */
export function useLiveRefresh(refresh: () => void): void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveEvents(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      refresh();
    }, GATHER_MS);
  });
}
