import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { startBetalt } from '../e2e/support/betalt-process.ts';
import { openBrowser, type VisitorOptions, visit } from '../e2e/support/browser.ts';
import { PAYING } from '../e2e/support/paying.ts';
import {
  CARDS,
  cardForm,
  enterCard,
  findInvoices,
  openPane,
  payButton,
  rowOf,
  statusIn,
} from '../e2e/support/portal.ts';
import { OWNER, visitAs } from '../e2e/support/sign-in.ts';
import { EN, NB, type Words } from '../e2e/support/words.ts';

/**
 * `npm run screens`: takes the pictures of docs/screens/ from a fresh Betalt with its demo data, so that README and portal
 * never part. The same places every time; the dates are those of the day.
 */
const FOLDER = fileURLToPath(new URL('../../../docs/screens/', import.meta.url));
const LIMIT_BYTES = 150_000;
const WIDE = { width: 1280, height: 720 };
const TALL = { width: 1080, height: 820 };
const NARROW = { width: 320, height: 640 };

interface Shooting {
  readonly browser: Browser;
  readonly url: string;
}

await mkdir(FOLDER, { recursive: true });
const betalt = await startBetalt();
const chromium = await openBrowser();
try {
  const shooting = { browser: chromium, url: betalt.url };
  await shootDoor(shooting, 'sign-in', { viewport: WIDE });
  await shootDoor(shooting, 'sign-in-nb', { locale: 'nb-NO', viewport: WIDE });
  await shootPages(shooting, '', { words: EN, viewport: WIDE });
  await shootPages(shooting, '-dark', { words: EN, viewport: WIDE, colorScheme: 'dark' });
  await shootPages(shooting, '-nb', { words: NB, viewport: WIDE });
  await shootPages(shooting, '-narrow', { words: EN, viewport: NARROW });
  await shootWaysToPay(shooting, '', { words: EN, viewport: TALL });
  await shootWaysToPay(shooting, '-nb-dark', { words: NB, viewport: TALL, colorScheme: 'dark' });
  await shootPaying(shooting);
} finally {
  await chromium.close();
  await betalt.close();
}

async function shootDoor({ browser, url }: Shooting, name: string, options: VisitorOptions): Promise<void> {
  const { page, context } = await visit(browser, url, options);
  await open(page, '/sign-in');
  await page.getByRole('main').getByRole('button').first().waitFor();
  await shoot(page, name);
  await context.close();
}

/** Home, overview, the invoices, one invoice, and Pay now over the list, with saved cards. */
async function shootPages(
  { browser, url }: Shooting,
  suffix: string,
  options: VisitorOptions & { words: Words },
): Promise<void> {
  const { words } = options;
  const { page, context } = await visitAs(browser, url, OWNER, options);
  await open(page, '/');
  await shoot(page, `home${suffix}`);
  const account = await firstAccount(page);
  await page.goto(`/billing/${account}`);
  await shoot(page, `overview${suffix}`);
  await page.goto(`/billing/${account}/invoices`);
  const payNow = page.getByRole('link', { name: words.payNow, exact: true });
  await payNow.first().waitFor();
  await shoot(page, `invoices${suffix}`);
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('button', { name: words.payNow, exact: true }).waitFor();
  await shoot(page, `invoice${suffix}`);
  await page.goto(`/billing/${account}/invoices`);
  await payNow.nth(1).click();
  await page.getByRole('dialog').getByRole('button', { name: words.payNow, disabled: false }).waitFor();
  await shoot(page, `pay-now${suffix}`);
  await context.close();
}

/** All that is due in one pane, a bank transfer, credit, and the page of a pay link. */
async function shootWaysToPay(
  { browser, url }: Shooting,
  suffix: string,
  options: VisitorOptions & { words: Words },
): Promise<void> {
  const { words } = options;
  const { payAllDue, bankTransfer, copy, createPayLink, payLink } = PAYING[words.locale];
  const { page, context } = await visitAs(browser, url, OWNER, options);
  await open(page, '/');
  const account = await firstAccount(page);
  await page.goto(`/billing/${account}/invoices`);
  await page.getByRole('button', { name: payAllDue, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: words.payNow, disabled: false }).waitFor();
  await shoot(page, `pay-all-due${suffix}`);
  await page.goto(`/billing/${account}/invoices`);
  await page.getByRole('link', { name: words.payNow, exact: true }).nth(1).click();
  await page.getByRole('tab', { name: bankTransfer }).click();
  await page.getByRole('button', { name: copy('KID') }).waitFor();
  await shoot(page, `bank-transfer${suffix}`);
  await page.goto(`/billing/${account}/credits`);
  await page.getByRole('table').first().waitFor();
  await shoot(page, `credits${suffix}`);
  await page.goto(`/billing/${account}/invoices`);
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('button', { name: createPayLink, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: createPayLink, exact: true }).click();
  const address = await dialog.getByLabel(payLink, { exact: true }).inputValue();
  await page.goto(address);
  await page.frameLocator(`iframe[title="${words.cardFrame}"]`).getByLabel(words.cardNumber, { exact: true }).waitFor();
  await shoot(page, `pay-link${suffix}`);
  await context.close();
}

/** A new card in the pane, and what is there a moment after the press. */
async function shootPaying({ browser, url }: Shooting): Promise<void> {
  const { page, context } = await visitAs(browser, url, OWNER, { words: EN, viewport: TALL });
  await open(page, '/');
  await findInvoices(page, EN);
  const number = await page
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: EN.payNow }) })
    .filter({ hasText: 'NOK' })
    .first()
    .getByRole('link')
    .first()
    .innerText();
  const pane = await openPane(page, EN, number);
  await enterCard(pane, EN, CARDS.good);
  await cardForm(pane, EN).getByLabel(EN.securityCode, { exact: true }).blur();
  await shoot(page, 'pay-now-new-card');
  await page.setViewportSize(WIDE);
  await payButton(pane, EN).click();
  await pane.getByRole('status').filter({ hasText: 'has been paid' }).waitFor();
  await shoot(page, 'paid');
  await pane.waitFor({ state: 'hidden' });
  await statusIn(rowOf(page, EN, number), EN.paid).waitFor();
  await shoot(page, 'paid-in-the-list');
  await context.close();
}

/** Twice: a first visit does not wait for the fonts that the second finds in its cache. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

async function firstAccount(page: Page): Promise<string> {
  const session = (await (await page.request.get('/api/session')).json()) as { billingAccounts: { name: string }[] };
  return encodeURIComponent(session.billingAccounts[0]?.name ?? '');
}

/** When nothing loads any more and the fonts are there. @throws Error for a picture that would weigh too much in the repository */
async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('domcontentloaded');
  await page.waitForFunction(
    () => document.querySelector('h1') !== null && document.querySelector('[aria-busy=true]') === null,
  );
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  const { size } = await stat(path);
  if (size > LIMIT_BYTES) throw new Error(`${name}.png has ${size} bytes, more than ${LIMIT_BYTES}`);
  process.stdout.write(`${name}.png ${Math.round(size / 1000)} kB\n`);
}
