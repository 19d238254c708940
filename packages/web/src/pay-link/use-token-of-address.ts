import { useSyncExternalStore } from 'react';

/** The token of the address now: another link that is opened in the same tab changes nothing but what follows the `#`. */
export function useTokenOfAddress(): string {
  return useSyncExternalStore(subscribe, () => location.hash.slice(1));
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
