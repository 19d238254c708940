import { expect, it, onTestFinished } from 'vitest';
import { payerOf } from '../../src/app/payments/payer.ts';
import { payments } from '../../src/app/payments/payments.ts';
import { openDatabase } from '../../src/db/database.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { payingServer } from '../support/paying.ts';
import { anAccount, bearer } from '../support/people.ts';
import { testServer } from '../support/test-server.ts';

const server = await payingServer();
const { wiring, sandbox, owner, account } = server;
const { db } = wiring.database;

it.each([
  ['Pacific/Kiritimati', '2026-11-30T20:00:00Z', true],
  ['Pacific/Pago_Pago', '2026-11-30T23:59:59Z', true],
  ['Pacific/Pago_Pago', '2026-12-01T00:00:01Z', false],
])('on a database that lives in %s a card of 11/2026 pays at %s: %s', async (zone, at, isGood) => {
  const url = new URL(server.database.url);
  url.searchParams.set('options', `-c TimeZone=${zone}`);
  const elsewhere = openDatabase(url.href);
  onTestFinished(() => elsewhere.close());
  const card = await aCard(wiring, sandbox, owner);
  await db
    .updateTable('payment_method')
    .set({ expires_month: 11, expires_year: 2026 })
    .where('payment_method_id', '=', card)
    .execute();
  const { pay } = payments({
    pool: elsewhere.pool,
    gateway: sandbox.gateway,
    clock: () => new Date(at),
    onCommitted: () => undefined,
  });
  const actor = { ...owner, roles: [{ role: 'Billing account owner' as const }], issuerRoles: [] };
  const paid = await pay(payerOf(actor), {
    billingAccountId: account.billingAccountId,
    agreementType: 'MicrosoftCustomerAgreement',
    invoices: [{ name: await anInvoice(wiring, account) }],
    paymentMethodId: card,
  });
  expect(paid.ok ? paid.ok : paid.error.code).toBe(isGood || 'PaymentMethodExpired');
});

// Due on 24 November: the day itself still counts, in the account's own zone.
it.each([
  ['Pacific/Honolulu', '2026-11-25T09:30:00Z', 'Due'],
  ['Pacific/Honolulu', '2026-11-25T10:30:00Z', 'OverDue'],
  ['Europe/Oslo', '2026-11-24T22:30:00Z', 'Due'],
  ['Europe/Oslo', '2026-11-24T23:30:00Z', 'OverDue'],
])(
  'in %s at %s an invoice of 24 November is %s, in the list, by its filter, by itself and in the profile',
  async (timeZone, at, status) => {
    const there = await anAccount(wiring, owner, { timeZone });
    const name = await anInvoice({ ...wiring, clock: () => new Date('2026-11-14T12:00:00Z') }, there, {
      dueInDays: 10,
    });
    const { app } = await testServer({ database: server.database, parts: { clock: () => new Date(at) } });
    const base = `/providers/Microsoft.Billing/billingAccounts/${there.name}`;
    const get = async (path: string) =>
      (await app.inject({ url: `${base}${path}api-version=2026-11-01-betalt`, headers: bearer(owner) })).json();
    const filtered = await get(`/invoices?filter=${encodeURIComponent(`status eq '${status}'`)}&`);
    const [profile] = (await get('/billingProfiles?')).value;
    expect([
      (await get('/invoices?')).value[0].properties.status,
      (await get(`/invoices/${name}?`)).properties.status,
      filtered.value.length,
      profile.properties.amountPastDue.value > 0,
    ]).toEqual([status, status, 1, status === 'OverDue']);
  },
);
