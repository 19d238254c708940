import { describe, expect, it } from 'vitest';
import { runCli } from './support/betalt-process.ts';
import { issueInvoices } from './support/issue.ts';
import { chooseCard, findInvoices, openPane, payButton, rowOf, statusIn } from './support/portal.ts';
import { OWNER } from './support/sign-in.ts';
import { siteForThisFile } from './support/site.ts';
import { askForFault, chargesOf, intentsOf } from './support/witness.ts';
import { EN } from './support/words.ts';

const site = siteForThisFile();
const REPAIRED_WITHIN_MS = 60_000;

/** The gateway charges and says nothing for longer than anybody waits, and its webhooks are lost: Betalt has to ask. */
const SILENT_YES = {
  match: { path: '/v1/payment_intents', method: 'POST' },
  fault: 'timeout_after',
  delayMs: 120_000,
} as const;
const NO_WEBHOOK = { match: { type: '*' }, webhook: 'lost', times: 10 } as const;

describe('kill -9 between the gateway’s yes and Betalt’s writing of it', () => {
  it('of Betalt: started again, the invoice turns Paid on the screen that was open, charged once', async () => {
    const { page } = await payIntoSilence('KILLED-1');
    await site.betalt.end('SIGKILL');
    await site.betalt.start();
    await statusIn(rowOf(page, EN, 'KILLED-1'), EN.paid).waitFor({ timeout: REPAIRED_WITHIN_MS });
    expect(await intentsOf(site.betalt.sandboxUrl, 'KILLED-1')).toMatchObject([{ amount_received: 10_000 }]);
    await expectBooksInOrder();
  });

  it('of Betalt, its PostgreSQL and the sandbox at once: nothing that was said is lost, and the open payment settles', async () => {
    await issueInvoices(site.betalt.url, [{ number: 'SAID-1' }]);
    const { page } = await site.visitAs(OWNER);
    await findInvoices(page, EN);
    const pane = await openPane(page, EN, 'SAID-1');
    await chooseCard(pane, '4242');
    await payButton(pane, EN).click();
    await statusIn(rowOf(page, EN, 'SAID-1'), EN.paid).waitFor();
    await payIntoSilence('KILLED-2');

    await site.betalt.killAll();
    await site.betalt.start();
    const again = await site.visitAs(OWNER);
    await findInvoices(again.page, EN);
    await statusIn(rowOf(again.page, EN, 'SAID-1'), EN.paid).waitFor();
    await statusIn(rowOf(again.page, EN, 'KILLED-2'), EN.paid).waitFor({ timeout: REPAIRED_WITHIN_MS });
    for (const number of ['SAID-1', 'KILLED-2']) {
      expect(await intentsOf(site.betalt.sandboxUrl, number)).toMatchObject([{ amount_received: 10_000 }]);
    }
    await expectBooksInOrder();
  });
});

/** Presses Pay now, and comes back when the gateway has charged and Betalt does not know it. */
async function payIntoSilence(number: string) {
  await issueInvoices(site.betalt.url, [{ number }]);
  const visitor = await site.visitAs(OWNER);
  await findInvoices(visitor.page, EN);
  const pane = await openPane(visitor.page, EN, number);
  await chooseCard(pane, '4242');
  for (const fault of [SILENT_YES, NO_WEBHOOK]) await askForFault(site.betalt.sandboxUrl, fault);
  await payButton(pane, EN).click();
  await statusIn(rowOf(visitor.page, EN, number), EN.processing).waitFor();
  await expect.poll(() => chargesOf(site.betalt.sandboxUrl, number), { timeout: 10_000 }).toHaveLength(1);
  return visitor;
}

async function expectBooksInOrder(): Promise<void> {
  const { code, stdout, stderr } = await runCli(site.betalt.environment, 'ledger', 'check');
  expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' });
}
