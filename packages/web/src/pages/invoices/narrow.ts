/** Screens on which a row stacks its cells. Plain, because styles are made at build time from what they import. */
export const NARROW = '(max-width: 760px)';
export const ON_NARROW = '@media (max-width: 760px)';
