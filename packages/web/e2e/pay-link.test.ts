import type { Page } from '@playwright/test';
import { expect, it } from 'vitest';
import { axeFindings } from './support/axe.ts';
import { issueInvoices } from './support/issue.ts';
import { amountText, PAYING } from './support/paying.ts';
import { answerChallenge, CARDS, fillCard, findInvoices, rowOf, statusIn } from './support/portal.ts';
import { MANAGER, OWNER } from './support/sign-in.ts';
import { siteForThisFile } from './support/site.ts';
import { chargesOf, intentsOf } from './support/witness.ts';
import { EN, NB, type Words } from './support/words.ts';

const site = siteForThisFile();

it('a stranger pays by a link without signing in, loads nothing of the portal, and the owner sees Paid', async () => {
  const { page, url } = await linkFor('LINK-1');
  const account = page.url();
  const stranger = await site.visit();
  await stranger.page.goto(url);
  await stranger.page.getByRole('heading', { level: 1, name: 'Invoice LINK-1' }).waitFor();
  await stranger.page.getByText('From Nordlys Cloud AS').waitFor();
  expect(await axeFindings(stranger.page)).toEqual([]);
  await fillCard(cardOn(stranger.page, EN), EN, CARDS.good);
  await stranger.page.getByLabel(PAYING['en-US'].yourName).fill('Ola Nordmann');
  await stranger.page.getByRole('button', { name: amountText('Pay NOK 100.00') }).click();
  await stranger.page.getByText(amountText('NOK 100.00 has been paid')).waitFor();
  expect(await chargesOf(site.betalt.sandboxUrl, 'LINK-1')).toMatchObject([{ amount_received: 10_000 }]);
  const asked = stranger.requests.map((request) => new URL(request.url).pathname);
  expect(asked.filter((path) => /session|\/portal-|shell|invoices-page/.test(path))).toEqual([]);
  expect(stranger.requests.filter((request) => request.url.includes(url.split('#')[1] ?? ''))).toEqual([]);
  expect(stranger.complaints).toEqual([]);

  await page.goto(account);
  await page
    .getByText(/Ola Nordmann/)
    .first()
    .waitFor();
  await findInvoices(page, EN);
  await statusIn(rowOf(page, EN, 'LINK-1'), EN.paid).waitFor();
  await stranger.page.reload();
  await stranger.page.getByText(/already paid|is paid/).waitFor();
});

it('a declined card leaves its reason, and a checked one pays after the bank’s check, in Norwegian', async () => {
  const { url } = await linkFor('LINK-2');
  const { page } = await site.visit({ locale: 'nb-NO', colorScheme: 'dark', viewport: { width: 320, height: 640 } });
  await page.goto(url);
  await page.getByRole('heading', { level: 1, name: 'Faktura LINK-2' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect(await axeFindings(page)).toEqual([]);
  const pay = page.getByRole('button', { name: amountText('Betal 100,00 NOK') });
  await fillCard(cardOn(page, NB), NB, CARDS.declined);
  await pay.click();
  await page.getByText('Banken din avviste kortet.').first().waitFor();
  await fillCard(cardOn(page, NB), NB, CARDS.challenged);
  await pay.click();
  await answerChallenge(page, NB, NB.completeChallenge);
  await page.getByText(amountText('100,00 NOK er betalt')).waitFor();
  expect(await chargesOf(site.betalt.sandboxUrl, 'LINK-2')).toHaveLength(1);
});

it('a link that was revoked opens nothing, as one that never was', async () => {
  const { page, url } = await linkFor('LINK-3', MANAGER);
  await page.getByRole('button', { name: /^Revoke/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('Pay link revoked').first().waitFor();
  const stranger = await site.visit();
  for (const address of [url, `${new URL(url).origin}/pay#AAAAAAAAAAAAAAAAAAAAAA`, `${new URL(url).origin}/pay`]) {
    await stranger.page.goto('about:blank');
    await stranger.page.goto(address);
    await stranger.page.getByRole('heading', { name: PAYING['en-US'].noInvoice }).waitFor();
  }
  expect(await axeFindings(stranger.page)).toEqual([]);
  expect(await intentsOf(site.betalt.sandboxUrl, 'LINK-3')).toEqual([]);
});

it('another link that is opened in the same tab opens its own invoice', async () => {
  const first = await linkFor('LINK-A');
  const second = await linkFor('LINK-B');
  const { page } = await site.visit();
  await page.goto(first.url);
  await page.getByRole('heading', { level: 1, name: 'Invoice LINK-A' }).waitFor();
  await page.goto(second.url);
  await page.getByRole('heading', { level: 1, name: 'Invoice LINK-B' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Invoice LINK-A' }).waitFor();
});

/** Makes a link on the invoice's page; the page stays there. */
async function linkFor(number: string, by = OWNER): Promise<{ page: Page; url: string }> {
  const account = await issueInvoices(site.betalt.url, [{ number }]);
  const { page } = await site.visitAs(by, { at: `/billing/${encodeURIComponent(account)}/invoices/${number}` });
  const { createPayLink, payLink } = PAYING['en-US'];
  await page.getByRole('button', { name: createPayLink, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Pay link for invoice ${number}` });
  await dialog.getByRole('button', { name: createPayLink, exact: true }).click();
  const url = await dialog.getByLabel(payLink, { exact: true }).inputValue();
  await dialog.getByRole('button', { name: 'Close' }).click();
  return { page, url };
}

function cardOn(page: Page, words: Words) {
  return page.frameLocator(`iframe[title="${words.cardFrame}"]`);
}
