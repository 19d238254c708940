import { createDOMRenderer, FluentProvider, RendererProvider, type Theme } from '@fluentui/react-components';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import { loadTheme, rememberTheme, resolveTheme, type ThemeChoice, type ThemeName } from './theme.ts';

type ThemeState = {
  /** What the reader asked for; *system* follows the operating system. */
  readonly choice: ThemeChoice;
  /** What is shown. */
  readonly name: ThemeName;
  readonly choose: (choice: ThemeChoice) => void;
};

type Shown = { readonly choice: ThemeChoice; readonly name: ThemeName; readonly theme: Theme };

const ThemeContext = createContext<ThemeState | undefined>(undefined);

// The content security policy lets in only the style elements that carry the nonce of the answer that brought the page.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
const renderer = createDOMRenderer(document, nonce === undefined ? {} : { styleElementAttributes: { nonce } });

/** `first` is loaded before anything renders, so that the first picture already has its theme. */
export function ThemeProvider({ first, children }: { first: Shown; children: ReactNode }) {
  const [shown, setShown] = useState(first);
  const choose = useCallback((choice: ThemeChoice) => {
    rememberTheme(choice);
    void showTheme(choice).then(setShown);
  }, []);
  useSystemThemeChanges(shown.choice, choose);
  const state = useMemo(() => ({ choice: shown.choice, name: shown.name, choose }), [shown, choose]);
  return (
    <ThemeContext value={state}>
      <RendererProvider renderer={renderer} targetDocument={document}>
        <FluentProvider theme={shown.theme}>{children}</FluentProvider>
      </RendererProvider>
    </ThemeContext>
  );
}

export function useTheme(): ThemeState {
  const state = use(ThemeContext);
  if (state === undefined) throw new Error('useTheme outside ThemeProvider');
  return state;
}

export async function showTheme(choice: ThemeChoice): Promise<Shown> {
  const name = resolveTheme(choice);
  const theme = await loadTheme(name);
  document.documentElement.dataset['theme'] = name;
  return { choice, name, theme };
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
