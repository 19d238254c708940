/** What is chosen in a list: the names of rows, and the one that a range is counted from. */
export interface RowSelection {
  readonly names: ReadonlySet<string>;
  /** The row that was chosen or left out last. */
  readonly anchor: string | undefined;
}

export const NOTHING_CHOSEN: RowSelection = { names: new Set(), anchor: undefined };

/** One row chosen or left out. */
export function withRow(selection: RowSelection, name: string, isChosen: boolean): RowSelection {
  return { names: changed(selection.names, [name], isChosen), anchor: name };
}

/**
 * Shift: every row from the anchor to this one, both among them, becomes what this one becomes. Without an anchor in the
 * list it is this row alone.
 *
 * @param order the names that can be chosen, as the list shows them
 */
export function withRange(
  selection: RowSelection,
  name: string,
  isChosen: boolean,
  order: readonly string[],
): RowSelection {
  const to = order.indexOf(name);
  const from = selection.anchor === undefined ? -1 : order.indexOf(selection.anchor);
  if (to < 0 || from < 0) return withRow(selection, name, isChosen);
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { names: changed(selection.names, range, isChosen), anchor: name };
}

/** All of these, or none of them. */
export function withAll(selection: RowSelection, order: readonly string[], isChosen: boolean): RowSelection {
  return { names: changed(selection.names, order, isChosen), anchor: undefined };
}

/** What the box in the heading shows. */
export function stateOfAll(chosen: ReadonlySet<string>, order: readonly string[]): 'none' | 'some' | 'all' {
  const count = order.filter((name) => chosen.has(name)).length;
  if (count === 0) return 'none';
  return count === order.length ? 'all' : 'some';
}

function changed(names: ReadonlySet<string>, these: readonly string[], isChosen: boolean): ReadonlySet<string> {
  const next = new Set(names);
  for (const name of these) {
    if (isChosen) next.add(name);
    else next.delete(name);
  }
  return next;
}
