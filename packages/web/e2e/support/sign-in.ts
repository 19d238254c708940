import type { Browser, Page } from '@playwright/test';
import { DEMO_PASSWORD, sessionCookie } from './api.ts';
import { type Visitor, type VisitorOptions, visit } from './browser.ts';
import { EN, type Words } from './words.ts';

export const OWNER = 'owner@fjord.example';
export const CONTRIBUTOR = 'contributor@fjord.example';
export const MANAGER = 'invoices@fjord.example';
export const READER = 'reader@fjord.example';
export const KANSO_OWNER = 'owner@kanso.example';
export const FINANCE = 'finance@vendor.example';

/** Signs in at the door where the page stands, or at the front door, and waits for the page behind it. */
export async function signIn(page: Page, words: Words, email: string, password = DEMO_PASSWORD): Promise<void> {
  if (page.url() === 'about:blank') await page.goto('/');
  await page.getByLabel(words.email).fill(email);
  await page.getByLabel(words.password).fill(password);
  await page.getByRole('button', { name: words.signIn, exact: true }).click();
  await page.getByRole('combobox', { name: words.search, exact: true }).waitFor();
}

/** Somebody with a browser of their own who has signed in before: for tests that are not about signing in. */
export async function visitAs(
  browser: Browser,
  url: string,
  email: string,
  { words = EN, ...options }: VisitorOptions & { words?: Words } = {},
): Promise<Visitor> {
  const visitor = await visit(browser, url, { ...options, locale: words.locale });
  const [name = '', value = ''] = (await sessionCookie(url, email)).split(/=(.*)/s);
  await visitor.context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Lax' }]);
  return visitor;
}
