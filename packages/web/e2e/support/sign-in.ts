import type { Page } from '@playwright/test';
import type { Words } from './words.ts';

export const OWNER = 'owner@fjord.example';
export const CONTRIBUTOR = 'contributor@fjord.example';
export const MANAGER = 'invoices@fjord.example';
export const READER = 'reader@fjord.example';
export const KANSO_OWNER = 'owner@kanso.example';
export const FINANCE = 'finance@vendor.example';
export const DEMO_PASSWORD = 'betalt-demo-only';

/** Signs in at the door where the page stands, or at the front door, and waits for the page behind it. */
export async function signIn(page: Page, words: Words, email: string, password = DEMO_PASSWORD): Promise<void> {
  if (page.url() === 'about:blank') await page.goto('/');
  await page.getByLabel(words.email).fill(email);
  await page.getByLabel(words.password).fill(password);
  await page.getByRole('button', { name: words.signIn, exact: true }).click();
  await page.getByRole('combobox', { name: words.search, exact: true }).waitFor();
}
