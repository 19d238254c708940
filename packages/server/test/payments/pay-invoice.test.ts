import { afterEach, describe, expect, it } from 'vitest';
import { checkLedger } from '../../src/app/ledger/check-ledger.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { OWN, payingServer } from '../support/paying.ts';
import { anAccount, aPerson, aRole, bearer } from '../support/people.ts';

const server = await payingServer();
const { wiring, sandbox, owner, account, pay, get, captured } = server;

const invoiceOf = async (name: string) => (await get(`/invoices/${name}`)).json().properties;

afterEach(async () => {
  expect((await checkLedger(wiring.database.db)).problems).toEqual([]);
});

describe('paying an invoice', () => {
  it('with a saved card makes it Paid, charges once and to the øre, and says who paid with what', async () => {
    const invoice = await anInvoice(wiring, account, { amountMinor: 1234_56n, dueInDays: -3 });
    expect(await invoiceOf(invoice)).toMatchObject({
      status: 'OverDue',
      displayStatus: 'PastDue',
      payability: { canPay: true },
    });

    const paid = await pay(invoice, await aCard(wiring, sandbox, owner));

    expect(paid.statusCode).toBe(200);
    expect(paid.json()).toMatchObject({
      properties: { outcome: 'succeeded', amount: { currency: 'NOK', value: 1234.56 }, paidBy: owner.name },
    });
    expect(await invoiceOf(invoice)).toMatchObject({
      status: 'Paid',
      amountDue: { value: 0 },
      payability: { canPay: false, reasonCode: 'AlreadyPaid' },
      payments: [
        {
          amount: { value: 1234.56 },
          paymentMethodFamily: 'CreditCard',
          paymentMethodType: 'visa',
          paymentType: 'debited',
        },
      ],
    });
    expect(await captured(invoice)).toEqual([123456]);
  });

  it('again is refused, and charges nothing more', async () => {
    const invoice = await anInvoice(wiring, account);
    const card = await aCard(wiring, sandbox, owner);
    await pay(invoice, card);
    const again = await pay(invoice, card);
    expect(again.statusCode).toBe(409);
    expect(again.json().error.code).toBe('InvoiceAlreadyPaid');
    expect(await captured(invoice)).toHaveLength(1);
  });

  it('with the same key answers with the same payment; with the key of another request it is refused', async () => {
    const [invoice, other] = [await anInvoice(wiring, account), await anInvoice(wiring, account)];
    const card = await aCard(wiring, sandbox, owner);
    const [first, second] = [await pay(invoice, card, { key: 'k-1' }), await pay(invoice, card, { key: 'k-1' })];
    expect(second.statusCode).toBe(200);
    expect(second.json().name).toBe(first.json().name);
    expect((await pay(other, card, { key: 'k-1' })).json().error.code).toBe('IdempotencyKeyReused');
    expect(await captured(invoice)).toHaveLength(1);
    expect(await captured(other)).toEqual([]);
  });

  it('takes the key in the form that Azure’s clients send', async () => {
    const invoice = await anInvoice(wiring, account);
    const card = await aCard(wiring, sandbox, owner);
    const headers = {
      'repeatability-request-id': '0f7d2c9e-6f6a-4a52-9a38-1d6f0f6f0001',
      'repeatability-first-sent': new Date().toUTCString(),
    };
    const [first, second] = [await pay(invoice, card, { headers }), await pay(invoice, card, { headers })];
    expect(second.json().name).toBe(first.json().name);
  });

  it('in part leaves the rest due, in the status that it had', async () => {
    const invoice = await anInvoice(wiring, account, { amountMinor: 500_00n });
    const paid = await pay(invoice, await aCard(wiring, sandbox, owner), { amount: { currency: 'NOK', value: 200.5 } });
    expect(paid.statusCode).toBe(200);
    expect(await invoiceOf(invoice)).toMatchObject({
      status: 'Due',
      amountDue: { value: 299.5 },
      totalAmount: { value: 500 },
    });
  });

  it.each([
    ['more than is due', 500.01, 'AmountAboveDue', 400],
    ['less than the gateway takes', 1, 'AmountBelowMinimum', 400],
    ['half an øre', 0.005, 'InvalidAmount', 400],
    ['nothing', 0, 'InvalidAmount', 400],
    ['less than nothing', -5, 'InvalidAmount', 400],
  ])('refuses %s', async (_what, value, code, status) => {
    const invoice = await anInvoice(wiring, account, { amountMinor: 500_00n });
    const refused = await pay(invoice, await aCard(wiring, sandbox, owner), { amount: { currency: 'NOK', value } });
    expect(refused.json().error.code).toBe(code);
    expect(refused.statusCode).toBe(status);
    expect(await captured(invoice)).toEqual([]);
  });

  it('above the card limit is refused, and the invoice says so before anyone tries', async () => {
    const invoice = await anInvoice(wiring, account, { amountMinor: 500_000_01n });
    expect(await invoiceOf(invoice)).toMatchObject({
      payability: { canPay: false, reasonCode: 'AboveCardLimit', cardLimit: { currency: 'NOK', value: 500000 } },
    });
    expect((await pay(invoice, await aCard(wiring, sandbox, owner))).json().error.code).toBe('AboveCardLimit');
  });
});

describe('a declined card', () => {
  it.each([
    ['pm_card_chargeCustomerFail', 'card_declined', 'BankDeclined'],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'insufficient_funds', 'BankDeclined'],
    ['pm_card_visa_chargeDeclinedLostCard', 'lost_or_stolen', 'BankDeclined'],
    ['pm_card_chargeDeclinedExpiredCard', 'card_expired', 'CardExpired'],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', 'IncorrectCardDetails'],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error', 'Other'],
  ])(
    '%s answers 402 with what to do, leaves the invoice payable and is kept as a failed payment',
    async (token, declineCode, reason) => {
      const invoice = await anInvoice(wiring, account);
      const card = await cardThatDeclines(token);
      const declined = await pay(invoice, card);
      expect(declined.statusCode).toBe(402);
      expect(declined.json().error).toMatchObject({
        code: 'PaymentDeclined',
        additionalInfo: [{ info: { declineCode } }],
      });
      expect(declined.json().error.message).toMatch(/\w+ .*\./);
      expect(await invoiceOf(invoice)).toMatchObject({
        status: 'Due',
        payability: { canPay: true },
        failedPayments: [{ failedPaymentReason: reason }],
        payments: [],
      });

      expect((await pay(invoice, await aCard(wiring, sandbox, owner))).statusCode).toBe(200);
      expect(await captured(invoice)).toHaveLength(1);
    },
  );

  it('is explained in Norwegian to who reads Norwegian', async () => {
    const invoice = await anInvoice(wiring, account);
    const declined = await pay(invoice, await cardThatDeclines('pm_card_chargeCustomerFail'), {
      headers: { 'accept-language': 'nb-NO,nb;q=0.9' },
    });
    expect(declined.json().error.message).toBe(
      'Banken din avviste kortet. Prøv et annet kort, eller spør banken hvorfor.',
    );
  });

  /** Most declining cards cannot be attached; a card's row with the token that declines is what a bank's change of mind looks like. */
  async function cardThatDeclines(token: string): Promise<string> {
    if (token === 'pm_card_chargeCustomerFail') return aCard(wiring, sandbox, owner, token);
    const card = await aCard(wiring, sandbox, owner);
    await wiring.database.db
      .updateTable('payment_method')
      .set({ gateway_payment_method_id: token })
      .where('payment_method_id', '=', card)
      .execute();
    return card;
  }
});

describe('who may pay', () => {
  it('a reader is told why, the attempt is in the activity log, and nothing is charged', async () => {
    const reader = await aPerson(wiring, { name: 'Rita Reader' });
    await aRole(wiring, account, reader, 'Billing account reader');
    const invoice = await anInvoice(wiring, account);
    const shown = await get(`/invoices/${invoice}`, reader);
    expect(shown.json().properties.payability).toMatchObject({ canPay: false, reasonCode: 'NoPermission' });
    expect(shown.json().actions).not.toContain('invoice.pay');
    const refused = await pay(invoice, await aCard(wiring, sandbox, reader), { as: reader });
    expect(refused.statusCode).toBe(403);
    const log = (await get('/activityLog')).json().value;
    expect(log).toContainEqual(
      expect.objectContaining({ action: 'invoice.pay', result: 'Denied', actor: 'Rita Reader', resourceId: invoice }),
    );
    expect(await captured(invoice)).toEqual([]);
  });

  it('an invoice manager pays with a card of the profile, and cannot detach it', async () => {
    const manager = await aPerson(wiring);
    await aRole(wiring, account, manager, 'Invoice manager', { onProfile: true });
    const card = await aCard(wiring, sandbox, owner);
    const profile = (await get('/billingProfiles')).json().value[0].name;
    const link = `${server.base}/billingProfiles/${profile}/paymentMethodLinks/${card}?${OWN}`;
    expect(
      (await server.app.inject({ method: 'PUT', url: link, headers: bearer(owner), payload: {} })).statusCode,
    ).toBe(200);
    const invoice = await anInvoice(wiring, account);
    expect((await pay(invoice, card, { as: manager })).statusCode).toBe(200);
    expect((await server.app.inject({ method: 'DELETE', url: link, headers: bearer(manager) })).statusCode).toBe(403);
  });

  it('nobody pays with a colleague’s own card', async () => {
    const manager = await aPerson(wiring);
    await aRole(wiring, account, manager, 'Invoice manager', { onProfile: true });
    const invoice = await anInvoice(wiring, account);
    const refused = await pay(invoice, await aCard(wiring, sandbox, owner), { as: manager });
    expect(refused.json().error.code).toBe('PaymentMethodNotFound');
    expect(await captured(invoice)).toEqual([]);
  });

  it('another customer’s invoice is not found, in the same words as one that does not exist', async () => {
    const stranger = await aPerson(wiring);
    await anAccount(wiring, stranger);
    const invoice = await anInvoice(wiring, account);
    const [theirs, none] = [
      await get(`/invoices/${invoice}`, stranger),
      await server.app.inject({
        url: server.base.replace(/.$/, '2') + `/invoices/${invoice}?${OWN}`,
        headers: bearer(stranger),
      }),
    ];
    expect([theirs.statusCode, none.statusCode]).toEqual([404, 404]);
    expect(theirs.json().error.message).toBe(none.json().error.message);
    expect((await pay(invoice, await aCard(wiring, sandbox, stranger), { as: stranger })).statusCode).toBe(404);
  });
});
