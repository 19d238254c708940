import { useSyncExternalStore } from 'react';
import type { InvoiceColumn } from './invoice-columns.ts';
import { NARROW } from './narrow.ts';

const ROW_HEIGHT_PX = 36;
/** Narrow screens stack a row's cells in two lines. */
const STACKED_ROW_HEIGHT_PX = 76;

/** Room for *Pay now* and the row's menu, always in sight. */
const ACTIONS_PX = 92;
/** Of the widest of the fonts that the portal may be shown in, at 13 px. */
const CHARACTER_PX = 7.8;
const AMOUNT_PADDING_PX = 20;

export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches);
}

export function rowHeightOf(isNarrow: boolean): number {
  return isNarrow ? STACKED_ROW_HEIGHT_PX : ROW_HEIGHT_PX;
}

/** The same tracks for heading and rows. */
export function gridTemplate(columns: readonly InvoiceColumn[]): { gridTemplateColumns: string } {
  const tracks = columns.map(({ least, share }) => `minmax(${least}px, ${share}fr)`);
  return { gridTemplateColumns: [...tracks, `${ACTIONS_PX}px`].join(' ') };
}

/** An amount is never cut off: its columns are as wide as the longest that is shown. */
export function withRoomForAmounts(columns: readonly InvoiceColumn[], longestAmount: number): InvoiceColumn[] {
  const room = Math.ceil(longestAmount * CHARACTER_PX) + AMOUNT_PADDING_PX;
  return columns.map((column) => (column.isNumeric ? { ...column, least: Math.max(column.least, room) } : column));
}

/** Narrower than this, the list scrolls sideways under its actions. */
export function leastWidth(columns: readonly InvoiceColumn[]): number {
  return columns.reduce((sum, { least }) => sum + least, ACTIONS_PX);
}

function subscribe(listener: () => void): () => void {
  const query = matchMedia(NARROW);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}
