import { expect, it } from 'vitest';
import { issueInvoices } from './support/issue.ts';
import { chooseCard, findInvoices, openPane, payButton, rowOf, statusIn } from './support/portal.ts';
import { OWNER } from './support/sign-in.ts';
import { siteForThisFile } from './support/site.ts';
import { askForFault, chargesOf } from './support/witness.ts';
import { EN } from './support/words.ts';

const site = siteForThisFile();

it('a payment that takes long may be left: the bell tells how it ended, and the row turns Paid by itself', async () => {
  await issueInvoices(site.betalt.url, [{ number: 'SLOW-1' }]);
  const { page } = await site.visitAs(OWNER);
  await findInvoices(page, EN);
  const pane = await openPane(page, EN, 'SLOW-1');
  await chooseCard(pane, '4242');
  await askForFault(site.betalt.sandboxUrl, {
    match: { path: '/v1/payment_intents' },
    fault: 'delay',
    delayMs: 11_000,
  });
  await payButton(pane, EN).click();
  await pane.getByText('This takes longer than usual.').waitFor();
  await pane.getByRole('button', { name: EN.close, exact: true }).last().click();
  await pane.waitFor({ state: 'hidden' });
  await statusIn(rowOf(page, EN, 'SLOW-1'), EN.paid).waitFor();
  await page
    .getByText(/for invoice SLOW-1/)
    .first()
    .waitFor();
  expect(await chargesOf(site.betalt.sandboxUrl, 'SLOW-1')).toHaveLength(1);
});
