import { expect, it } from 'vitest';
import { axeFindings } from './support/axe.ts';
import { issueInvoices } from './support/issue.ts';
import { openInvoice, pressCommand } from './support/issuer.ts';
import { findInvoices, rowOf } from './support/portal.ts';
import { FINANCE, MANAGER, READER } from './support/sign-in.ts';
import { siteForThisFile } from './support/site.ts';
import { NB } from './support/words.ts';

const site = siteForThisFile();

it('a customer asks about a line, finance answers on its page, and the customer reads it live and closes', async () => {
  const account = await issueInvoices(site.betalt.url, [{ number: 'ASKED-1' }]);
  const customer = await site.visitAs(MANAGER);
  const { page } = customer;
  await openInvoice(page, account, 'ASKED-1');
  const pane = await pressCommand(page, 'Ask about this invoice');
  await pane.getByRole('textbox', { name: /^What would you like to know/ }).fill('Which month\nis this for?');
  await pane.getByRole('combobox', { name: /^Line of the invoice/ }).selectOption({ label: 'Virtual machines' });
  expect(await axeFindings(page)).toEqual([]);
  await pane.getByRole('button', { name: 'Send' }).click();
  await pane.waitFor({ state: 'hidden' });
  const asked = page.getByRole('article', { name: 'Question by Sunniva Lie' });
  await asked.getByText('Reminders wait while this is open.').waitFor();
  await asked.getByText('About the line: Virtual machines').waitFor();
  expect(await axeFindings(page)).toEqual([]);

  const issuer = await site.visitAs(FINANCE, { at: '/issuer/payments-needing-attention?kind=OpenQuery' });
  const waiting = issuer.page.getByRole('row').filter({ hasText: 'ASKED-1' });
  await waiting.getByText('Which month').waitFor();
  await waiting.getByRole('link', { name: 'ASKED-1' }).click();
  await issuer.page.getByRole('heading', { level: 1, name: 'ASKED-1' }).waitFor();
  const seen = issuer.page.getByRole('article', { name: 'Question by Sunniva Lie' });
  await seen.getByText('Which month').waitFor();
  await seen.getByRole('textbox', { name: 'Your message' }).fill('For October.');
  await seen.getByRole('button', { name: 'Send', exact: true }).click();

  await asked.getByText('For October.').waitFor();
  await asked.getByText('the issuer').waitFor();
  await asked.getByRole('button', { name: 'Close the question' }).click();
  await asked.getByText(/^Closed by Sunniva Lie/).waitFor();
  await seen.getByText(/^Closed by Sunniva Lie/).waitFor();
  expect(await seen.getByRole('textbox').count()).toBe(0);
  expect(await asked.getByText('Reminders wait').count()).toBe(0);
  expect([...customer.complaints, ...issuer.complaints]).toEqual([]);
});

it('finance answers and closes in one, and a reader reads what was said and can say nothing', async () => {
  const account = await issueInvoices(site.betalt.url, [{ number: 'ASKED-2' }]);
  const { page } = await site.visitAs(MANAGER, { words: NB });
  await findInvoices(page, NB);
  await rowOf(page, NB, 'ASKED-2').getByRole('button').last().click();
  await page.getByRole('menuitem', { name: 'Spør om denne fakturaen' }).click();
  const pane = page.getByRole('dialog', { name: 'Spør om denne fakturaen' });
  await pane.getByRole('textbox', { name: /^Hva vil du vite/ }).fill('Hva er dette?');
  await pane.getByRole('button', { name: 'Send' }).click();
  await pane.waitFor({ state: 'hidden' });

  const reader = await site.visitAs(READER);
  await openInvoice(reader.page, account, 'ASKED-2');
  const read = reader.page.getByRole('article', { name: 'Question by Sunniva Lie' });
  await read.getByText('Hva er dette?').waitFor();
  expect(await read.getByRole('button').count()).toBe(0);
  expect(await reader.page.getByRole('button', { name: 'Ask about this invoice' }).count()).toBe(0);

  const issuer = await site.visitAs(FINANCE);
  await openInvoice(issuer.page, account, 'ASKED-2');
  const seen = issuer.page.getByRole('article', { name: 'Question by Sunniva Lie' });
  await seen.getByRole('textbox', { name: 'Your message' }).fill('Maskiner i oktober.');
  await seen.getByRole('button', { name: 'Send and close the question' }).click();
  await read.getByText('Maskiner i oktober.').waitFor();
  await read.getByText(/^Closed by Nora Vik/).waitFor();
});

it('a pane with a question that is not sent asks before it is closed', async () => {
  const account = await issueInvoices(site.betalt.url, [{ number: 'ASKED-3' }]);
  const { page } = await site.visitAs(MANAGER);
  await openInvoice(page, account, 'ASKED-3');
  const pane = await pressCommand(page, 'Ask about this invoice');
  await pane.getByRole('textbox', { name: /^What would you like to know/ }).fill('Half a quest');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Stay here' }).click();
  expect(await pane.getByRole('textbox', { name: /^What would you like to know/ }).inputValue()).toBe('Half a quest');
});
