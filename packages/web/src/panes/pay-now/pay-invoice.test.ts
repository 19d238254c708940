import type { Payment } from '@betalt/contract/payments/payment.ts';
import { describe, expect, it } from 'vitest';
import { type Answer, giveUp, type PaymentPhase, type PaymentPorts, payInvoice } from './pay-invoice.ts';
import type { PressIntent } from './press-intent.ts';

const intent: PressIntent = {
  key: 'press-1',
  subject: {
    parts: [{ invoiceId: '/invoices/G1', invoiceName: 'G1', amount: 100 }],
    paymentMethodId: '/paymentMethods/visa',
    currency: 'NOK',
    usesCredits: false,
  },
};

describe('paying an invoice from the pane', () => {
  it('ends as paid when the gateway says yes at once', async () => {
    const { ports, phases } = script({ pay: [answered('succeeded')] });
    const end = await payInvoice(ports, intent, phases.push);
    expect(end.kind).toBe('paid');
    expect(phases.seen).toEqual(['asking']);
  });

  it('sends a request whose answer was lost again under the same key', async () => {
    const { ports, phases, calls } = script({ pay: [silent, silent, answered('succeeded')] });
    const end = await payInvoice(ports, intent, phases.push);
    expect(end.kind).toBe('paid');
    expect(calls.pay).toEqual(['press-1', 'press-1', 'press-1']);
    expect(phases.seen).toContain('askingAgain');
  });

  it('says that no answer came once its patience is used up, and never asks for ever', async () => {
    const { ports, phases, calls } = script({ pay: [silent] });
    expect(await payInvoice(ports, intent, phases.push)).toEqual({ kind: 'unreachable' });
    expect(calls.pay).toHaveLength(4);
  });

  it('hands the decline to the pane word for word', async () => {
    const declined: Answer = { kind: 'declined', message: 'The card has insufficient funds.' };
    const { ports, phases, calls } = script({ pay: [declined] });
    expect(await payInvoice(ports, intent, phases.push)).toEqual(declined);
    expect(calls.pay).toHaveLength(1);
  });

  it('does not repeat what the rules refused', async () => {
    const refused: Answer = { kind: 'refused', message: 'The invoice is already paid.' };
    const { ports, phases, calls } = script({ pay: [refused] });
    expect(await payInvoice(ports, intent, phases.push)).toEqual(refused);
    expect(calls.pay).toHaveLength(1);
  });

  it('follows a payment that is processing until it settles', async () => {
    const { ports, phases } = script({
      pay: [answered('processing')],
      read: [answered('processing'), silent, answered('succeeded')],
    });
    expect((await payInvoice(ports, intent, phases.push)).kind).toBe('paid');
    expect(phases.seen).toContain('settling');
  });

  it('ends as pending when an unknown outcome stays unknown', async () => {
    const { ports, phases, calls } = script({ pay: [answered('unknown')], read: [answered('unknown')] });
    expect((await payInvoice(ports, intent, phases.push)).kind).toBe('pending');
    expect(calls.read).toHaveLength(7);
    expect(calls.pay).toHaveLength(1);
  });
});

describe("the bank's check", () => {
  it('ends as paid when the payer passes it', async () => {
    const { ports, phases, calls } = script({
      pay: [answered('requires_action')],
      check: 'passed',
      read: [answered('succeeded')],
    });
    expect((await payInvoice(ports, intent, phases.push)).kind).toBe('paid');
    expect(phases.seen).toEqual(['asking', 'authenticating']);
    expect(calls.cancel).toHaveLength(0);
  });

  it('waits for a gateway that is slower than the payer, without giving up', async () => {
    const { ports, phases, calls } = script({
      pay: [answered('requires_action')],
      check: 'passed',
      read: [answered('requires_action'), answered('succeeded')],
    });
    expect((await payInvoice(ports, intent, phases.push)).kind).toBe('paid');
    expect(calls.cancel).toHaveLength(0);
  });

  it('releases the invoice when the payer leaves it', async () => {
    const { ports, phases, calls } = script({
      pay: [answered('requires_action')],
      check: 'left',
      read: [answered('requires_action')],
      cancel: [answered('canceled')],
    });
    expect(await payInvoice(ports, intent, phases.push)).toEqual({ kind: 'notAuthenticated' });
    expect(calls.cancel).toEqual(['payment-1']);
  });

  it('keeps the payment waiting when the check could not be opened: it can be continued', async () => {
    const { ports, phases, calls } = script({ pay: [answered('requires_action')], check: 'notOpened' });
    expect(await payInvoice(ports, intent, phases.push)).toEqual({ kind: 'checkNotOpened' });
    expect(calls.cancel).toHaveLength(0);
  });

  it('shows the decline that a failed check led to, without cancelling anything', async () => {
    const { ports, phases, calls } = script({
      pay: [answered('requires_action')],
      check: 'left',
      read: [answered('declined', 'Your bank could not confirm that it was you.')],
    });
    expect(await payInvoice(ports, intent, phases.push)).toEqual({
      kind: 'declined',
      message: 'Your bank could not confirm that it was you.',
      code: 'declined',
    });
    expect(calls.cancel).toHaveLength(0);
  });

  it('says paid when the payment went through while it was being given up', async () => {
    const { ports } = script({
      cancel: [{ kind: 'refused', message: 'It has settled.' }],
      read: [answered('succeeded')],
    });
    expect((await giveUp(ports, payment('requires_action'))).kind).toBe('paid');
  });
});

const silent: Answer = { kind: 'silent' };

function answered(outcome: Payment['properties']['outcome'], decline?: string): Answer {
  return { kind: 'payment', payment: payment(outcome, decline) };
}

function payment(outcome: Payment['properties']['outcome'], decline?: string): Payment {
  return {
    id: '/payments/payment-1',
    name: 'payment-1',
    type: 'Microsoft.Billing/billingAccounts/payments',
    properties: {
      amount: { currency: 'NOK', value: 100 },
      outcome,
      createdAt: '2026-11-24T10:00:00Z',
      paymentMethodFamily: 'CreditCard',
      allocations: [],
      attempts: [],
      isAutomatic: false,
      refundedAmount: { currency: 'NOK', value: 0 },
      ...(decline === undefined ? {} : { decline: { code: 'declined', message: decline } }),
      ...(outcome === 'requires_action'
        ? { nextAction: { type: 'useGatewaySdk', clientSecret: 'pi_secret', expiresAt: '2026-11-24T10:30:00Z' } }
        : {}),
    },
  };
}

/** Ports that answer from a script; the last answer of each list is repeated. */
function script(answers: {
  pay?: Answer[];
  read?: Answer[];
  cancel?: Answer[];
  check?: 'passed' | 'left' | 'notOpened';
}) {
  const calls = { pay: [] as string[], read: [] as string[], cancel: [] as string[] };
  const seen: PaymentPhase[] = [];
  const next = (list: Answer[] = [], asked: number): Answer => list[Math.min(asked, list.length) - 1] ?? silent;
  const ports: PaymentPorts = {
    pay: async ({ key }) => next(answers.pay, calls.pay.push(key)),
    read: async (name) => next(answers.read, calls.read.push(name)),
    cancel: async (name) => next(answers.cancel, calls.cancel.push(name)),
    authenticate: async () => answers.check ?? 'left',
    waitForNews: async () => {},
    pause: async () => {},
  };
  return { ports, calls, phases: { seen, push: (phase: PaymentPhase) => void seen.push(phase) } };
}
