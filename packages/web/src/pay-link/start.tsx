import 'virtual:themes.css';
import '../theme/base.css';
import { I18nProvider } from '@lingui/react';
import { createRoot } from 'react-dom/client';
import { activateLanguage, browserLanguage, i18n } from '../i18n/i18n.ts';
import { browserTheme } from '../theme/theme.ts';
import { ThemeProvider } from '../theme/theme-provider.tsx';

// The page of a pay link is a document of its own: whoever opens one loads nothing of the portal, and has no session.
const [{ PayLinkPage }] = await Promise.all([import('./pay-link-page.tsx'), activateLanguage(browserLanguage())]);
const root = document.getElementById('root');
if (root === null) throw new Error('pay.html has no #root');
createRoot(root).render(
  <I18nProvider i18n={i18n}>
    <ThemeProvider first={browserTheme()}>
      <PayLinkPage />
    </ThemeProvider>
  </I18nProvider>,
);
