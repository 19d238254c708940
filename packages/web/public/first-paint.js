// Runs before the first paint, as its own file because the content security policy allows no inline script: the page
// opens in the language and theme that this browser used last, so nothing flashes.
(() => {
  const root = document.documentElement;
  let theme = 'system';
  try {
    theme = localStorage.getItem('betalt.theme') ?? 'system';
    root.lang = localStorage.getItem('betalt.language') ?? root.lang;
  } catch {
    // Storage is closed to us (private window): the system's theme and the default language serve.
  }
  const matches = (query) => window.matchMedia(query).matches;
  if (theme === 'system') {
    theme = matches('(prefers-contrast: more)')
      ? 'highContrast'
      : matches('(prefers-color-scheme: dark)')
        ? 'dark'
        : 'light';
  }
  root.dataset.theme = theme;
})();
