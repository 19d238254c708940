import { assert } from '@betalt/core/shared/assert.ts';
import { calendarDateAt } from '@betalt/core/shared/calendar-date.ts';
import type { DatabaseHandle } from '../db/database.ts';
import type { PaymentGateway } from '../gateways/gateway.ts';
import type { TestCards } from './demo-cards.ts';
import { type DemoAccount, FJORD } from './demo-customers.ts';
import type { DemoInvoice } from './demo-invoice.ts';
import { fjordInvoices, kansoInvoices } from './demo-invoices.ts';

export interface DemoDependencies {
  readonly database: Pick<DatabaseHandle, 'db' | 'pool'>;
  readonly gateway: PaymentGateway;
  readonly testCards: TestCards;
  readonly clock: () => Date;
}

/** An account of the demo with the invoices that it has by now. */
export interface DemoPlan {
  readonly account: DemoAccount;
  readonly foundedAt: Date;
  readonly invoices: readonly DemoInvoice[];
}

const DAY_MS = 86_400_000;

export function planOf(account: DemoAccount, now: Date): DemoPlan {
  const today = calendarDateAt(now.getTime(), account.timeZone);
  const invoices = account === FJORD ? fjordInvoices(today) : kansoInvoices(today);
  const first = invoices[0];
  assert(first !== undefined, `${account.displayName} has no invoices`);
  return { account, invoices, foundedAt: new Date(morningOf(first).getTime() - 40 * DAY_MS) };
}

/** Invoices go out in the morning of their day. */
export function morningOf({ issuedOn }: DemoInvoice): Date {
  return new Date(`${issuedOn}T07:00:00Z`);
}
