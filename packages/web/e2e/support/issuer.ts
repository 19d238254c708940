import type { Locator, Page } from '@playwright/test';
import { apiAs } from './api.ts';
import { type BetaltProcess, runCli } from './betalt-process.ts';
import type { Visitor } from './browser.ts';
import { OWNER } from './sign-in.ts';
import type { Site } from './site.ts';
import { intentsOf } from './witness.ts';
import { EN } from './words.ts';

const PASSWORD = 'correct horse battery staple';

/** The owner has paid the invoice by card, in another window that no test looks at. */
export async function paidByCard(url: string, account: string, number: string): Promise<void> {
  const owner = await apiAs(url, OWNER);
  const listed = await owner.request('GET', '/providers/Microsoft.Billing/paymentMethods');
  const { value } = (await listed.json()) as { value: { id: string; properties: { lastFourDigits?: string } }[] };
  const card = value.find(({ properties }) => properties.lastFourDigits === '4242') ?? value[0];
  const path = `/providers/Microsoft.Billing/billingAccounts/${account}/invoices/${number}/pay`;
  const paid = await owner.request('POST', path, { body: { paymentMethodId: card?.id } });
  if (paid.status !== 200) throw new Error(`invoice ${number} was not paid: ${await paid.text()}`);
}

const AUTHORIZATION = { authorization: 'Bearer sk_test_betalt', 'content-type': 'application/json' };

/** The payer's bank disputes what was charged for the invoice. @returns the dispute's id at the gateway */
export async function disputed(sandboxUrl: string, number: string): Promise<string> {
  const [intent] = await intentsOf(sandboxUrl, number);
  return (await control<{ id: string }>(sandboxUrl, '/sandbox/disputes', { paymentIntent: intent?.id })).id;
}

export async function decideDispute(sandboxUrl: string, id: string, status: 'won' | 'lost'): Promise<void> {
  await control(sandboxUrl, `/sandbox/disputes/${id}`, { status });
}

async function control<Answer>(sandboxUrl: string, path: string, body: unknown): Promise<Answer> {
  const options = { method: 'POST', headers: AUTHORIZATION, body: JSON.stringify(body) };
  const response = await fetch(sandboxUrl + path, options);
  if (!response.ok) throw new Error(`the sandbox refused ${path}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** Somebody of the issuer who only helps: signed up, and made staff by the command line. */
export async function visitAsSupport(site: Site): Promise<Visitor> {
  const { betalt } = site;
  const email = 'support@vendor.example';
  await signUp(betalt, email);
  const { code, stderr } = await runCli(betalt.environment, 'staff', 'add', email, '--role', 'Issuer support');
  if (code !== 0) throw new Error(`nobody became support: ${stderr}`);
  const visitor = await site.visit();
  await visitor.page.goto('/');
  await visitor.page.getByLabel(EN.email).fill(email);
  await visitor.page.getByLabel(EN.password).fill(PASSWORD);
  await visitor.page.getByRole('button', { name: EN.signIn, exact: true }).click();
  await visitor.page.getByRole('combobox', { name: EN.search, exact: true }).waitFor();
  return visitor;
}

async function signUp({ url }: BetaltProcess, email: string): Promise<void> {
  const body = JSON.stringify({ email, password: PASSWORD, name: 'Siri Støtte' });
  const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  const response = await fetch(`${url}/api/sign-up`, options);
  if (!response.ok) throw new Error(`${email} could not sign up: ${await response.text()}`);
}

/** The invoice's own page, as whoever visits sees it. */
export async function openInvoice(page: Page, account: string, number: string): Promise<void> {
  await page.goto(invoiceAddress(account, number));
  await page.getByRole('heading', { level: 1, name: number }).waitFor();
}

export function invoiceAddress(account: string, number: string): string {
  return `/billing/${encodeURIComponent(account)}/invoices/${number}`;
}

/** Finance presses a command of an invoice's page, and gives the pane that it opens. */
export async function pressCommand(page: Page, command: string, pane = command): Promise<Locator> {
  await page.getByRole('toolbar', { name: 'Commands' }).getByRole('button', { name: command, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: pane, exact: true });
  await dialog.waitFor();
  return dialog;
}
