import { useSyncExternalStore } from 'react';
import type { InvoiceColumn } from './invoice-columns.ts';

const ROW_HEIGHT_PX = 36;
/** Narrow screens stack a row's cells in two lines. */
const STACKED_ROW_HEIGHT_PX = 76;
export const NARROW = '(max-width: 760px)';

/** Room for *Pay now* and the row's menu, always in sight. */
const ACTION_TRACK = '104px';

export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches);
}

export function rowHeightOf(isNarrow: boolean): number {
  return isNarrow ? STACKED_ROW_HEIGHT_PX : ROW_HEIGHT_PX;
}

/** The same tracks for heading and rows. */
export function gridTemplate(columns: readonly InvoiceColumn[]): { gridTemplateColumns: string } {
  return { gridTemplateColumns: [...columns.map(({ width }) => width), ACTION_TRACK].join(' ') };
}

function subscribe(listener: () => void): () => void {
  const query = matchMedia(NARROW);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}
