/**
 * Where an act has left the focus nowhere (its button is gone, or its page was open already), the keyboard goes on from the
 * page's title rather than from the top of the document.
 */
export function focusTitleIfLost(): void {
  if (document.activeElement === document.body) document.querySelector('h1')?.focus({ preventScroll: true });
}
