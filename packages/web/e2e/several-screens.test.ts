import type { Page } from '@playwright/test';
import { expect, it } from 'vitest';
import { issueInvoices } from './support/issue.ts';
import { chooseCard, findInvoices, openPane, paneOf, payButton, rowOf, statusIn } from './support/portal.ts';
import { CONTRIBUTOR, OWNER, READER } from './support/sign-in.ts';
import { siteForThisFile } from './support/site.ts';
import { askForFault, chargesOf, intentsOf } from './support/witness.ts';
import { EN, NB } from './support/words.ts';

const site = siteForThisFile();

const SLOW_CHARGE = { match: { path: '/v1/payment_intents' }, fault: 'delay', delayMs: 2_000 } as const;

it('the list on another person’s screen turns Processing and then Paid by itself', async () => {
  await issueInvoices(site.betalt.url, [{ number: 'LIVE-1' }]);
  const payer = await site.visitAs(OWNER);
  const onlooker = await site.visitAs(READER, { words: NB });
  await findInvoices(onlooker.page, NB);
  const seen = rowOf(onlooker.page, NB, 'LIVE-1');
  await statusIn(seen, NB.pastDue).waitFor();
  const documents = countDocuments(onlooker.page);

  await findInvoices(payer.page, EN);
  const pane = await openPane(payer.page, EN, 'LIVE-1');
  await chooseCard(pane, '4242');
  await askForFault(site.betalt.sandboxUrl, SLOW_CHARGE);
  await payButton(pane, EN).click();
  await statusIn(seen, NB.processing).waitFor();
  expect(await chargesOf(site.betalt.sandboxUrl, 'LIVE-1')).toEqual([]);
  await statusIn(seen, NB.paid).waitFor();
  expect(documents()).toBe(0);
  expect(onlooker.complaints).toEqual([]);
});

it('two tabs paying the same invoice charge it once, and the other tab says why it cannot', async () => {
  await issueInvoices(site.betalt.url, [{ number: 'TABS-1' }]);
  const visitor = await site.visitAs(OWNER);
  const tabs = [visitor.page, await site.tab(visitor)];
  for (const page of tabs) {
    await page.goto('/');
    await findInvoices(page, EN);
    await chooseCard(await openPane(page, EN, 'TABS-1'), '4242');
  }
  await askForFault(site.betalt.sandboxUrl, SLOW_CHARGE);
  await Promise.all(tabs.map((page) => payButton(paneOf(page, EN), EN).click({ force: true })));
  const told = (page: Page) => paneOf(page, EN).getByText(/is being processed|is already paid|invoice is paid/);
  await Promise.any(tabs.map((page) => told(page).first().waitFor()));
  await Promise.all(tabs.map((page) => statusIn(rowOf(page, EN, 'TABS-1'), EN.paid).waitFor()));
  expect(await intentsOf(site.betalt.sandboxUrl, 'TABS-1')).toMatchObject([{ amount_received: 10_000 }]);
});

it('a tab that has heard nothing yet is told by the server, and charges nothing', async () => {
  await issueInvoices(site.betalt.url, [{ number: 'DEAF-1' }]);
  const deaf = await site.visitAs(OWNER);
  await deaf.page.route('**/api/live', (route) => route.abort());
  await deaf.page.goto('/');
  await findInvoices(deaf.page, EN);
  const pane = await openPane(deaf.page, EN, 'DEAF-1');
  await chooseCard(pane, '4242');
  const { page } = await site.visitAs(CONTRIBUTOR);
  await findInvoices(page, EN);
  await chooseCard(await openPane(page, EN, 'DEAF-1'), '4242');
  await payButton(paneOf(page, EN), EN).click();
  await statusIn(rowOf(page, EN, 'DEAF-1'), EN.paid).waitFor();

  await payButton(pane, EN).click();
  await pane.getByText('Invoice DEAF-1 is already paid.').waitFor();
  await statusIn(rowOf(deaf.page, EN, 'DEAF-1'), EN.paid).waitFor();
  expect(await intentsOf(site.betalt.sandboxUrl, 'DEAF-1')).toHaveLength(1);
});

it('a double click on Pay now charges once', async () => {
  await issueInvoices(site.betalt.url, [{ number: 'DOUBLE-1' }]);
  const { page } = await site.visitAs(OWNER);
  await findInvoices(page, EN);
  const pane = await openPane(page, EN, 'DOUBLE-1');
  await chooseCard(pane, '4242');
  await payButton(pane, EN).dblclick();
  await statusIn(rowOf(page, EN, 'DOUBLE-1'), EN.paid).waitFor();
  expect(await intentsOf(site.betalt.sandboxUrl, 'DOUBLE-1')).toHaveLength(1);
});

it('two people paying the same invoice charge it once', async () => {
  await issueInvoices(site.betalt.url, [{ number: 'TWO-1' }]);
  const visitors = await Promise.all([OWNER, CONTRIBUTOR].map((email) => site.visitAs(email)));
  for (const { page } of visitors) {
    await findInvoices(page, EN);
    await chooseCard(await openPane(page, EN, 'TWO-1'), '4242');
  }
  await Promise.all(visitors.map(({ page }) => payButton(paneOf(page, EN), EN).click()));
  await Promise.all(visitors.map(({ page }) => statusIn(rowOf(page, EN, 'TWO-1'), EN.paid).waitFor()));
  expect(await chargesOf(site.betalt.sandboxUrl, 'TWO-1')).toHaveLength(1);
});

/** Documents that the page loads from now on. */
function countDocuments(page: Page): () => number {
  let count = 0;
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) count += 1;
  });
  return () => count;
}
