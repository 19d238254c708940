import 'virtual:themes.css';
import './theme/base.css';
import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { sessionQuery } from './api/queries/session.ts';
import { queryClient } from './api/query-client.ts';
import { activateLanguage, browserLanguage, i18n } from './i18n/i18n.ts';
import { router } from './router.tsx';
import { browserTheme } from './theme/theme.ts';
import { ThemeProvider } from './theme/theme-provider.tsx';

await start();

async function start(): Promise<void> {
  const [settings] = await Promise.all([savedSettings(), activateLanguage(browserLanguage())]);
  // What the person saved counts more than what this browser remembers.
  if (settings?.language !== undefined && settings.language !== browserLanguage()) {
    await activateLanguage(settings.language);
  }
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  createRoot(root).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <ThemeProvider first={settings?.theme ?? browserTheme()}>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </ThemeProvider>
      </I18nProvider>
    </StrictMode>,
  );
}

async function savedSettings() {
  try {
    return (await queryClient.ensureQueryData(sessionQuery))?.settings;
  } catch {
    // The router asks again and shows the failure on the page; the browser's own settings serve until then.
    return undefined;
  }
}
