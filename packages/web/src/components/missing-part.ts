/**
 * True for the failure of `import()` to load a part of the portal: the server has a newer build without it, or did not
 * answer. Browsers remember the failure, so that only a reload of the page can mend it. Each engine has words of its own
 * for it (Chromium, Firefox, WebKit), and no code.
 */
export function isMissingPart(error: unknown): boolean {
  return error instanceof TypeError && /dynamically imported module|importing a module script/i.test(error.message);
}
