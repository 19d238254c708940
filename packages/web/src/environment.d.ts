declare module '*.po' {
  import type { Messages } from '@lingui/core';
  export const messages: Messages;
}

/** Made by `build/theme-styles.ts`. */
declare module 'virtual:themes.css';
