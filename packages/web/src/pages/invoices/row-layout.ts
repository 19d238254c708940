import { useSyncExternalStore } from 'react';
import type { ColumnKey, InvoiceColumn } from './invoice-columns.ts';
import { ACTIONS_PX, NARROW, SELECT_PX } from './narrow.ts';

const ROW_HEIGHT_PX = 36;
/** Narrow screens stack a row's cells in two lines. */
const STACKED_ROW_HEIGHT_PX = 76;

/** Of the widest of the fonts that the portal may be shown in, at 13 px. */
const CHARACTER_PX = 7.8;
const DIGIT_PX = 9;
const AMOUNT_PADDING_PX = 20;
const CELL_PADDING_PX = 14;
/** Names are mostly small letters; a wider one ends in an ellipsis and is whole in its title. */
const LETTER_PX = 6;
const WIDEST_NUMBER_PX = 200;
const WIDEST_PROFILE_PX = 180;
const SHORTEST_PROFILE_PX = 112;
/** The mark before an amount of which a part is paid. */
const PARTLY_PX = 14;

export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches);
}

export function rowHeightOf(isNarrow: boolean): number {
  return isNarrow ? STACKED_ROW_HEIGHT_PX : ROW_HEIGHT_PX;
}

/**
 * The same tracks for heading and rows.
 *
 * @param hasBoxes rows can be chosen: a box stands before the first column
 */
export function gridTemplate(columns: readonly InvoiceColumn[], hasBoxes: boolean): { gridTemplateColumns: string } {
  const boxes = hasBoxes ? [`${SELECT_PX}px`] : [];
  const tracks = columns.map(({ least, share }) => `minmax(${least}px, ${share}fr)`);
  return { gridTemplateColumns: [...boxes, ...tracks, `${ACTIONS_PX}px`].join(' ') };
}

/** How many characters the longest take, of those that must not be cut off. */
export interface Longest {
  readonly amount: number;
  readonly number: number;
  readonly profile: number;
  /** Some amount due has the mark of a part payment before it. */
  readonly hasPart: boolean;
}

/** An amount is never cut off, an invoice number or a billing profile's name only when it is unusually long. */
export function withRoomFor(longest: Longest, columns: readonly InvoiceColumn[]): InvoiceColumn[] {
  const amounts = Math.ceil(longest.amount * CHARACTER_PX) + AMOUNT_PADDING_PX;
  const numbers = Math.min(Math.ceil(longest.number * DIGIT_PX) + CELL_PADDING_PX, WIDEST_NUMBER_PX);
  const profiles = Math.min(Math.ceil(longest.profile * LETTER_PX) + CELL_PADDING_PX, WIDEST_PROFILE_PX);
  const named: Partial<Record<ColumnKey, number>> = {
    invoiceId: numbers,
    billingProfile: profiles,
    amount: amounts,
    amountDue: amounts + (longest.hasPart ? PARTLY_PX : 0),
  };
  return columns.map((column) => ({ ...column, least: Math.max(column.least, named[column.key] ?? 0) }));
}

/** What a list that is too narrow gives up first; what is owed, by when, and where it stands are never among them. */
const EXPENDABLE: readonly ColumnKey[] = ['type', 'invoiceDate', 'billingProfile', 'amount'];

/**
 * The columns that have room, so that no amount lies under the actions that are always in sight: a name gives way first,
 * then whole columns, which the invoice's own page shows too. The column that the list is sorted by stays.
 *
 * @param widthPx of the list; undefined before it is known
 */
export function fitTo(
  widthPx: number | undefined,
  columns: readonly InvoiceColumn[],
  hasBoxes: boolean,
  sortedBy: ColumnKey | undefined,
): readonly InvoiceColumn[] {
  if (widthPx === undefined) return columns;
  const fits = (some: readonly InvoiceColumn[]) => leastWidth(some, hasBoxes) <= widthPx;
  let left = columns;
  for (const key of EXPENDABLE) {
    if (fits(left)) return left;
    const squeezed = left.map((column) => (column.key === 'billingProfile' ? shortened(column) : column));
    if (fits(squeezed)) return squeezed;
    if (key !== sortedBy) left = left.filter((column) => column.key !== key);
  }
  return left;
}

function shortened(column: InvoiceColumn): InvoiceColumn {
  return { ...column, least: Math.min(column.least, SHORTEST_PROFILE_PX) };
}

/** Narrower than this, the list scrolls sideways under its actions. */
export function leastWidth(columns: readonly InvoiceColumn[], hasBoxes: boolean): number {
  return columns.reduce((sum, { least }) => sum + least, ACTIONS_PX + (hasBoxes ? SELECT_PX : 0));
}

function subscribe(listener: () => void): () => void {
  const query = matchMedia(NARROW);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}
