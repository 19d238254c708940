import type { Theme as ThemeChoice } from '@betalt/contract/portal/session.ts';

export type { ThemeChoice };
export type ThemeName = Exclude<ThemeChoice, 'system'>;

const THEME_KEY = 'betalt.theme';

/** What this browser used last; `public/first-paint.js` reads the same key. */
export function browserTheme(): ThemeChoice {
  const stored = localStorage.getItem(THEME_KEY);
  return stored === 'light' || stored === 'dark' || stored === 'highContrast' ? stored : 'system';
}

export function rememberTheme(choice: ThemeChoice): void {
  localStorage.setItem(THEME_KEY, choice);
}

/** *system* means what the operating system asks for: more contrast, dark, or else light. */
export function resolveTheme(choice: ThemeChoice): ThemeName {
  if (choice !== 'system') return choice;
  if (matchMedia('(prefers-contrast: more)').matches) return 'highContrast';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
