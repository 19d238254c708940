import { useLayoutEffect, useState } from 'react';

/**
 * When the component goes away and has left the focus nowhere, the focus goes back to where it was before: the button or
 * link that opened it, if that is still there.
 */
export function useReturnFocus(): void {
  const [opener] = useState(() => document.activeElement);
  useLayoutEffect(
    () => () => {
      // Once what held the focus has been removed, and before anybody else looks for a place for it.
      queueMicrotask(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body;
        if (isLost && opener instanceof HTMLElement && opener.isConnected) opener.focus();
      });
    },
    [opener],
  );
}
