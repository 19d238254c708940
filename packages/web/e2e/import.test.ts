import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, it } from 'vitest';
import { runCli } from './support/betalt-process.ts';
import { dayFromToday, issueInvoices } from './support/issue.ts';
import {
  chooseCard,
  findInvoices,
  leaveCredit,
  openPane,
  paneOf,
  payButton,
  rowOf,
  statusIn,
} from './support/portal.ts';
import { KANSO_OWNER, OWNER } from './support/sign-in.ts';
import { siteForThisFile } from './support/site.ts';
import { writeUblFile } from './support/ubl-file.ts';
import { chargesOf } from './support/witness.ts';
import { EN } from './support/words.ts';

const site = siteForThisFile();

/** Real files that nobody here wrote lie beside the repository where this is developed, and nowhere else. */
const REAL_FILE = fileURLToPath(new URL('../../../../shared/data/ubl/peppol-Norwegian-example-1.xml', import.meta.url));

it('an invoice imported by the command line while Betalt runs is in the list, opens, and is paid', async () => {
  const file = writeUblFile('UBL-1', dayFromToday(-20), dayFromToday(-2));
  const { code, stdout } = await runCli(site.betalt.environment, 'invoice', 'import', file);
  expect([code, stdout]).toEqual([0, expect.stringContaining('UBL-1')]);
  const { page } = await site.visitAs(OWNER);
  await findInvoices(page, EN);
  await rowOf(page, EN, 'UBL-1').getByRole('link', { name: 'UBL-1', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'UBL-1' }).waitFor();
  await page.getByText('Imported machine hours').waitFor();
  await payFromPage(page);
  expect(await chargesOf(site.betalt.sandboxUrl, 'UBL-1')).toMatchObject([
    { amount_received: 12_500, currency: 'nok' },
  ]);
});

it('the second import of the same file adds nothing', async () => {
  const file = writeUblFile('UBL-2', dayFromToday(-20), dayFromToday(-2));
  await runCli(site.betalt.environment, 'invoice', 'import', file);
  expect((await runCli(site.betalt.environment, 'invoice', 'import', file)).code).toBe(0);
  const { page } = await site.visitAs(OWNER);
  await findInvoices(page, EN);
  await rowOf(page, EN, 'UBL-2').waitFor();
  expect(await rowOf(page, EN, 'UBL-2').count()).toBe(1);
});

it.runIf(existsSync(REAL_FILE))('a real Norwegian e-invoice is found by its number, opens, and is paid', async () => {
  const number = /<cbc:ID>([^<]+)<\/cbc:ID>/.exec(readFileSync(REAL_FILE, 'utf8'))?.[1] ?? '';
  const { code, stderr } = await runCli(site.betalt.environment, 'invoice', 'import', REAL_FILE);
  expect([code, stderr]).toEqual([0, '']);
  const { page } = await site.visitAs(OWNER);
  await page.getByRole('combobox', { name: EN.search, exact: true }).fill(number);
  await page.getByRole('option', { name: number }).first().click();
  await page.getByRole('heading', { level: 1, name: number }).waitFor();
  await payFromPage(page);
  expect(await chargesOf(site.betalt.sandboxUrl, number)).toHaveLength(1);
});

it('a currency without decimals is charged to the yen', async () => {
  await issueInvoices(site.betalt.url, [{ number: 'YEN-1', net: '12800' }], 'JPY');
  const { page } = await site.visitAs(KANSO_OWNER);
  await findInvoices(page, EN);
  await statusIn(rowOf(page, EN, 'YEN-1'), EN.pastDue).waitFor();
  const pane = await openPane(page, EN, 'YEN-1');
  await pane
    .getByText(/12,800/)
    .first()
    .waitFor();
  await payButton(pane, EN).click();
  await statusIn(rowOf(page, EN, 'YEN-1'), EN.paid).waitFor();
  expect(await chargesOf(site.betalt.sandboxUrl, 'YEN-1')).toMatchObject([
    { amount_received: 12_800, currency: 'jpy' },
  ]);
});

/** By the command of the invoice's own page; the page says Paid when the pane has closed. */
async function payFromPage(page: Page): Promise<void> {
  await page.getByRole('button', { name: EN.payNow, exact: true }).click();
  const pane = paneOf(page, EN);
  await leaveCredit(pane, EN);
  await chooseCard(pane, '4242');
  await payButton(pane, EN).click();
  await pane.waitFor({ state: 'hidden' });
  await page.getByRole('banner').or(page.getByRole('main')).getByText(EN.paid, { exact: true }).first().waitFor();
}
