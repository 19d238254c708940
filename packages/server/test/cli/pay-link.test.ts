import { expect, it } from 'vitest';
import { betalt } from '../support/betalt-process.ts';
import { anInvoice } from '../support/payables.ts';
import { OWN } from '../support/paying.ts';
import { anAccount, aPerson } from '../support/people.ts';
import { testServer } from '../support/test-server.ts';

const { app, wiring, database } = await testServer();
const environment = {
  PATH: process.env.PATH ?? '',
  DATABASE_URL: database.url,
  BETALT_PUBLIC_URL: 'https://billing.vendor.example',
};
const run = (...args: string[]) => betalt(environment, 'invoice', 'pay-link', ...args);

it('betalt invoice pay-link prints a link that opens the invoice, and says what makes no sense', async () => {
  const account = await anAccount(wiring, await aPerson(wiring), { companyName: 'Only one AS' });
  const invoice = await anInvoice(wiring, account, { amountMinor: 400_00n });
  const printed = await run(invoice, '--account', 'only one as', '--amount', '300.00 NOK');
  expect(printed).toMatchObject({ code: 0, stderr: expect.stringContaining('until ') });
  const [, token] = /^https:\/\/billing\.vendor\.example\/pay#([\w-]{22})\n$/.exec(printed.stdout) ?? [];
  const opened = await app.inject({
    method: 'POST',
    url: `/providers/Microsoft.Billing/payLinks/open?${OWN}`,
    payload: { token },
  });
  expect(opened.json()).toMatchObject({ invoiceNumber: invoice, amount: { value: 300 } });
  const made = await database.db
    .selectFrom('activity_log')
    .select(['actor_name', 'actor_id'])
    .where('action', '=', 'payLink.create')
    .execute();
  expect(made).toEqual([{ actor_name: 'betalt invoice pay-link', actor_id: null }]);

  expect(await run(invoice, '--account', 'only one as', '--days', '121')).toMatchObject({ code: 2, stdout: '' });
  expect(await run(invoice, '--account', 'only one as', '--amount', '300')).toMatchObject({ code: 2, stdout: '' });
  expect(await run('NONE', '--account', 'only one as')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('NONE'),
  });
  expect(await run(invoice, '--account', 'nobody')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('nobody'),
  });
});
