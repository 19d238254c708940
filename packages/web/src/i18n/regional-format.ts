import { useSyncExternalStore } from 'react';

/** The reader's own choice of number and date formats: a property of this browser, '' meaning *follow the language*. */
const REGION_KEY = 'betalt.regional-format';

const listeners = new Set<() => void>();

export function useRegionalFormat(): string {
  return useSyncExternalStore(subscribe, chosenRegionalFormat);
}

export function chooseRegionalFormat(locale: string): void {
  localStorage.setItem(REGION_KEY, locale);
  for (const listener of listeners) listener();
}

function chosenRegionalFormat(): string {
  return localStorage.getItem(REGION_KEY) ?? '';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
