import { useRouter } from '@tanstack/react-router';
import type { MouseEvent } from 'react';

/** What an `<a>` needs to change pages without loading the portal again; the page is fetched when the link is pointed at. */
export function usePageLink(to: string) {
  const router = useRouter();
  const preload = () => void router.preloadRoute({ href: to } as Parameters<typeof router.preloadRoute>[0]);
  const onClick = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || hasModifier(event)) return;
    event.preventDefault();
    void router.navigate({ href: to });
  };
  return { href: to, onClick, onPointerEnter: preload, onFocus: preload };
}

/** A click that the browser should answer itself: new tab, new window, download. */
function hasModifier({ metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return metaKey || ctrlKey || shiftKey || altKey;
}
