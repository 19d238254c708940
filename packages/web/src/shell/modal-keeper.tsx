import { useFocusFinders } from '@fluentui/react-components';

/**
 * Fluent's focus service lives as long as some component uses it, and is gone with the last one. A pane or dialog that
 * closes as its last user takes it away before it has given the page back to screen readers (`aria-hidden` stays on
 * `#root`). This user of it stays.
 */
export function ModalKeeper() {
  useFocusFinders();
  return null;
}
