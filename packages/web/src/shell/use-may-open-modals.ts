import { useEffect, useState } from 'react';

/** True from the first press of a key or button on, and at once where the address opens a pane: before that nothing modal can be on screen. */
export function useMayOpenModals(): boolean {
  const [may, setMay] = useState(() => new URLSearchParams(location.search).has('pane'));
  useEffect(() => {
    if (may) return undefined;
    const allow = () => setMay(true);
    addEventListener('pointerdown', allow, { capture: true, once: true });
    addEventListener('keydown', allow, { capture: true, once: true });
    return () => {
      removeEventListener('pointerdown', allow, { capture: true });
      removeEventListener('keydown', allow, { capture: true });
    };
  }, [may]);
  return may;
}
