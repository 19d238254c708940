import { createDOMRenderer, FluentProvider, RendererProvider } from '@fluentui/react-components';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import { rememberTheme, resolveTheme, type ThemeChoice, type ThemeName } from './theme.ts';

type ThemeState = {
  /** What the reader asked for; *system* follows the operating system. */
  readonly choice: ThemeChoice;
  /** What is shown. */
  readonly name: ThemeName;
  readonly choose: (choice: ThemeChoice) => void;
};

const ThemeContext = createContext<ThemeState | undefined>(undefined);

// The content security policy lets in only the style elements that carry the nonce of the answer that brought the page.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
const renderer = createDOMRenderer(document, nonce === undefined ? {} : { styleElementAttributes: { nonce } });

/** Fluent reads the custom properties of `virtual:themes.css`, so its own theme has nothing to add. */
const THEME_IS_IN_THE_STYLE_SHEET = {};

export function ThemeProvider({ first, children }: { first: ThemeChoice; children: ReactNode }) {
  const [shown, setShown] = useState(() => showTheme(first));
  const choose = useCallback((choice: ThemeChoice) => {
    rememberTheme(choice);
    setShown(showTheme(choice));
  }, []);
  useSystemThemeChanges(shown.choice, choose);
  const state = useMemo(() => ({ ...shown, choose }), [shown, choose]);
  return (
    <ThemeContext value={state}>
      <RendererProvider renderer={renderer} targetDocument={document}>
        <FluentProvider theme={THEME_IS_IN_THE_STYLE_SHEET}>{children}</FluentProvider>
      </RendererProvider>
    </ThemeContext>
  );
}

export function useTheme(): ThemeState {
  const state = use(ThemeContext);
  if (state === undefined) throw new Error('useTheme outside ThemeProvider');
  return state;
}

function showTheme(choice: ThemeChoice): { choice: ThemeChoice; name: ThemeName } {
  const name = resolveTheme(choice);
  document.documentElement.dataset['theme'] = name;
  return { choice, name };
}

function useSystemThemeChanges(choice: ThemeChoice, choose: (choice: ThemeChoice) => void): void {
  useEffect(() => {
    if (choice !== 'system') return undefined;
    const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'].map((query) => matchMedia(query));
    const follow = () => choose('system');
    for (const query of queries) query.addEventListener('change', follow);
    return () => {
      for (const query of queries) query.removeEventListener('change', follow);
    };
  }, [choice, choose]);
}
