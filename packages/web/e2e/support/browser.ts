import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import type { Locale } from './words.ts';

/** Debian's Chromium, told to keep to itself: what it asks for then is what the pages ask for. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['BETALT_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface VisitorOptions {
  readonly locale?: Locale;
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** Somebody with a browser of their own: cookies, language and theme are shared with nobody. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the pages wrote to the console as error or warning, exceptions and policy violations among it. */
  readonly complaints: readonly string[];
  /** Every request of every page and frame, with its body. */
  readonly requests: readonly { readonly url: string; readonly method: string; readonly body: string }[];
}

export async function visit(browser: Browser, baseURL: string, options: VisitorOptions = {}): Promise<Visitor> {
  const { locale = 'en-US', colorScheme = 'light', viewport = { width: 1280, height: 800 } } = options;
  const wanted: BrowserContextOptions = { baseURL, locale, colorScheme, viewport, timezoneId: 'Europe/Oslo' };
  const context = await browser.newContext({ ...wanted, reducedMotion: 'reduce' });
  context.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  const requests: { url: string; method: string; body: string }[] = [];
  context.on('request', (request) =>
    requests.push({ url: request.url(), method: request.method(), body: request.postData() ?? '' }),
  );
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  // The browser's own question before a page with a running payment is left: who reloads says yes.
  context.on('dialog', (dialog) => void dialog.accept());
  context.on('weberror', (error) => complaints.push(`exception: ${error.error().message}`));
  return { context, page: await context.newPage(), complaints, requests };
}
