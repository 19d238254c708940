import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tablesHolding } from './support/database.ts';
import { issueInvoices } from './support/issue.ts';
import { CARDS, enterCard, findInvoices, openPane, payButton, rowOf, statusIn } from './support/portal.ts';
import { OWNER, signIn } from './support/sign-in.ts';
import { siteForThisFile } from './support/site.ts';
import { EN } from './support/words.ts';

const site = siteForThisFile();

// As typed, in groups, and with what separates groups.
const CARD_NUMBER = /4242[ -]?4242[ -]?4242[ -]?4242/;

describe('a whole visit, from the door over every page to a card kept for everyone', () => {
  it('asks nobody but Betalt and the gateway, breaks no policy, and leaves no card number anywhere', async () => {
    const account = await issueInvoices(site.betalt.url, [{ number: 'PRIVATE-1' }]);
    const { page, requests, complaints } = await site.visit();
    await signIn(page, EN, OWNER);
    await findInvoices(page, EN);
    const pane = await openPane(page, EN, 'PRIVATE-1');
    await enterCard(pane, EN, CARDS.good);
    // By the keyboard: a click right after the page has scrolled under the frame is still the frame's.
    await pane.getByRole('checkbox', { name: /^Attach it to the billing profile/ }).press('Space');
    await payButton(pane, EN).click();
    await statusIn(rowOf(page, EN, 'PRIVATE-1'), EN.paid).waitFor();
    await pane.waitFor({ state: 'hidden' });
    for (const address of ['', '/payments', '/payment-methods', '/properties', '/invoices/PRIVATE-1']) {
      await page.goto(`/billing/${encodeURIComponent(account)}${address}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
    }

    const origins = new Set(requests.map(({ url }) => new URL(url).origin));
    expect([...origins].toSorted()).toEqual([site.betalt.url, site.betalt.sandboxUrl].toSorted());
    expect(complaints).toEqual([]);

    const carrying = requests.filter(({ url, body }) => CARD_NUMBER.test(decodeURIComponent(`${url} ${body}`)));
    // The gateway was told, so the recorder does see numbers; Betalt was not.
    expect(new Set(carrying.map(({ url }) => new URL(url).origin))).toEqual(new Set([site.betalt.sandboxUrl]));
    expect(site.betalt.said()).toContain('/pay');
    expect(site.betalt.said()).not.toMatch(CARD_NUMBER);
    expect(await tablesHolding(site.betalt.dataDir, CARD_NUMBER.source)).toEqual([]);
    expect(await tablesHolding(site.betalt.dataDir, 'PRIVATE-1')).toContain('public.invoice');

    await site.betalt.end('SIGTERM');
    expect(filesHolding(site.betalt.dataDir, CARD_NUMBER)).toEqual([]);
    expect(filesHolding(site.betalt.dataDir, /PRIVATE-1/).length).toBeGreaterThan(0);
  });
});

/** Every file of the folder, database and sandbox alike, as the bytes that it is. */
function filesHolding(folder: string, text: RegExp): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => text.test(readFileSync(path, 'latin1')));
}
