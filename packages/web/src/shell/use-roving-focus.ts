import { type KeyboardEvent, type RefObject, useRef } from 'react';

/**
 * One tab stop for a row of buttons; arrow keys, Home and End move along it (WAI-ARIA toolbar pattern). Done here rather
 * than by Fluent's arrow navigation, whose hidden focus guards no accessibility checker can tell from a mistake.
 */
export function useRovingFocus<E extends HTMLElement>(): {
  readonly ref: RefObject<E | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: () => void;
} {
  const ref = useRef<E>(null);
  const buttons = () => [...(ref.current?.querySelectorAll<HTMLElement>('button, a[href]') ?? [])];
  const onFocus = () => {
    for (const button of buttons()) button.tabIndex = button === document.activeElement ? 0 : -1;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = buttons();
    const to = nextPosition(event.key, all.indexOf(event.target as HTMLElement), all.length);
    if (to === undefined) return;
    event.preventDefault();
    all[to]?.focus();
  };
  return { ref, onKeyDown, onFocus };
}

/** Where the key leads from position `at` of `count`; undefined for other keys and where nothing has the focus. */
export function nextPosition(key: string, at: number, count: number): number | undefined {
  if (at < 0 || count === 0) return undefined;
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
