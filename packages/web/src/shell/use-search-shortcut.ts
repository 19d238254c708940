import { type RefObject, useEffect } from 'react';

/** The second key must follow within this time. */
const CHORD_MS = 1_500;

/** `G` and then `/` puts the focus into the search box, wherever nothing is being typed. */
export function useSearchShortcut(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    let pressedAt = Number.NEGATIVE_INFINITY;
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key.toLowerCase() === 'g') {
        pressedAt = event.timeStamp;
      } else if (event.key === '/' && event.timeStamp - pressedAt <= CHORD_MS) {
        event.preventDefault();
        input.current?.focus();
      } else if (event.key !== 'Shift') {
        // On many keyboards `/` is Shift and another key.
        pressedAt = Number.NEGATIVE_INFINITY;
      }
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [input]);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}
