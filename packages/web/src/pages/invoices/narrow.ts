/** Screens on which a row stacks its cells. Plain, because styles are made at build time from what they import. */
export const NARROW = '(max-width: 960px)';
export const ON_NARROW = '@media (max-width: 960px)';
/** The list is wider than its place, and its end is not in sight. Browsers that do not know the query leave the shadow out. */
export const ON_MORE_AT_RIGHT = '@container scroll-state(scrollable: right)';
/** Room for *Pay now* and the row's menu, always in sight. */
export const ACTIONS_PX = 88;
/** Room for the box that chooses a row, where the reader may pay. */
export const SELECT_PX = 32;
