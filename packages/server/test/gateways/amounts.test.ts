import { PAYMENT_RULES } from '@betalt/core/accounts/payment-rules.ts';
import { currencies, exponentOf } from '@betalt/core/money/currency.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromStripeAmount, isChargeable, toStripeAmount } from '../../src/gateways/stripe/amounts.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { onNewAccount, payingServer } from '../support/paying.ts';

const shared = await payingServer();
const { wiring, sandbox, owner } = shared;

it('of every ISO 4217 code an amount comes back from the gateway as it went there', () => {
  // Stripe takes eight digits; sums of its own may be larger.
  const anyAmount = fc.bigInt({ min: 1n, max: 999_999_999_999n });
  for (const currency of currencies)
    fc.assert(
      fc.property(anyAmount, (amountMinor) => {
        expect(fromStripeAmount(toStripeAmount(amountMinor, currency), currency)).toBe(amountMinor);
      }),
      { numRuns: 50 },
    );
});

it('of every ISO 4217 code the rules of paying let through what the gateway takes, and nothing else', () => {
  const { stepMinor } = PAYMENT_RULES.MicrosoftCustomerAgreement;
  for (const currency of currencies)
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 999_999n }), (amountMinor) => {
        expect(amountMinor % (stepMinor[currency] ?? 1n) === 0n).toBe(isChargeable(amountMinor, currency));
      }),
      { numRuns: 50 },
    );
});

it.each([
  ['NOK', 1234_56n, 123456],
  ['JPY', 1234n, 1234],
  ['KWD', 12_340n, 12340],
  // No decimals, and two on the way to Stripe.
  ['ISK', 1234n, 123400],
  ['UGX', 50_000n, 5000000],
] as const)('%s is charged to the right minor unit at the witness', async (currency, amountMinor, captured) => {
  const server = await onNewAccount(shared, { currency });
  const name = await anInvoice(wiring, server.account, { amountMinor });
  const paid = await server.pay(name, await aCard(wiring, sandbox, owner));
  expect(paid.statusCode).toBe(200);
  const value = Number(amountMinor) / 10 ** exponentOf(currency);
  expect(paid.json().properties.amount).toEqual({ currency, value });
  expect(await server.captured(name)).toEqual([captured]);
  const [intent] = (await sandbox.witness.paymentIntents.list({ limit: 1 })).data;
  expect(intent?.currency).toBe(currency.toLowerCase());
});

it('a third decimal that no card can be charged is refused before anything is recorded, and the rest can be paid', async () => {
  const server = await onNewAccount(shared, { currency: 'KWD' });
  const name = await anInvoice(wiring, server.account, { amountMinor: 12_345n });
  const card = await aCard(wiring, sandbox, owner);
  const refused = await server.pay(name, card);
  expect([refused.statusCode, refused.json().error.code]).toEqual([400, 'AmountNotChargeable']);
  expect((await server.get('/payments')).json().value).toEqual([]);
  expect((await server.pay(name, card, { amount: { currency: 'KWD', value: 12.34 } })).statusCode).toBe(200);
  expect(await server.captured(name)).toEqual([12_340]);
});
