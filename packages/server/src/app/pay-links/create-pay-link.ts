import { type Actor, may } from '@betalt/core/access/may.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import { toDecimalString } from '@betalt/core/money/money.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { type Database, inTransaction, type Tx } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import { logDenied } from '../access/log-denied.ts';
import { type InvoiceMoney, lockInvoices } from '../money/invoice-money.ts';
import { type Doer, recordActivity } from '../money/record-activity.ts';
import { newToken, tokenHash, tokenOfRequest } from './pay-link-token.ts';

export interface PayLinkDependencies {
  readonly db: Database;
  readonly clock: () => Date;
  readonly onCommitted: () => void;
  /** Makes the token of a request that has a key. */
  readonly secret: string;
}

export interface PayLinkOrder {
  readonly billingAccountId: string;
  readonly invoiceName: string;
  readonly expiresInDays: number;
  /** In the invoice's currency; absent: whatever is due when it is opened. */
  readonly amount?: { readonly currency: string; readonly amountMinor: bigint } | undefined;
  readonly idempotencyKey?: string | undefined;
}

export interface MadePayLink {
  readonly payLinkId: string;
  /** Told once. */
  readonly token: string;
  readonly expiresAt: Date;
}

export type CreatePayLinkRejection =
  | {
      readonly code:
        | 'InvoiceNotFound'
        | 'NoPermission'
        | 'InvoiceVoid'
        | 'CreditNote'
        | 'InvoiceAlreadyPaid'
        | 'AmountAboveDue';
    }
  | { readonly code: 'InvalidAmount'; readonly currency: string };

/** Makes a link that pays one invoice without signing in. Who may pay the invoice may make one, and so may the issuer who issues it. */
export async function createPayLink(
  dependencies: PayLinkDependencies,
  actor: Actor,
  order: PayLinkOrder,
): Promise<Result<MadePayLink, CreatePayLinkRejection>> {
  const made = await makeLink(dependencies, actor, order, (invoice) => refusalOfActor(actor, invoice));
  if (!made.ok && made.error.code === 'NoPermission') {
    const { billingAccountId, invoiceName: resourceId } = order;
    await logDenied({ database: dependencies, clock: dependencies.clock }, actor, {
      billingAccountId,
      action: 'payLink.create',
      resourceId,
    });
  }
  return made;
}

/** The same for the host's own command line, by the command's name: whoever has the shell of the installation may. */
export function createPayLinkByHost(
  dependencies: PayLinkDependencies,
  doer: Doer,
  order: PayLinkOrder,
): Promise<Result<MadePayLink, CreatePayLinkRejection>> {
  return makeLink(dependencies, doer, order, () => null);
}

async function makeLink(
  dependencies: PayLinkDependencies,
  doer: Doer,
  order: PayLinkOrder,
  refusedTo: (invoice: InvoiceMoney) => CreatePayLinkRejection | null,
): Promise<Result<MadePayLink, CreatePayLinkRejection>> {
  const at = dependencies.clock();
  const made = await inTransaction<MadePayLink, CreatePayLinkRejection>(dependencies.db, async (tx) => {
    const [invoice] = await lockInvoices(tx, order.billingAccountId, { names: [order.invoiceName] });
    if (invoice === undefined) return err({ code: 'InvoiceNotFound' });
    const refused = refusedTo(invoice) ?? refusalOf(invoice, order);
    if (refused !== null) return err(refused);
    return ok(await insertLink(tx, doer, { order, invoice, token: tokenOf(dependencies.secret, doer, order), at }));
  });
  if (made.ok) dependencies.onCommitted();
  return made;
}

/** Whoever may let others pay an invoice, on both sides. */
export function mayHandOut(actor: Actor, billingProfileId: string): boolean {
  return may(actor, 'invoice.pay', { billingProfileId }) || may(actor, 'invoice.import', { billingProfileId });
}

function refusalOfActor(actor: Actor, invoice: InvoiceMoney): CreatePayLinkRejection | null {
  if (!may(actor, 'invoice.read', invoice)) return { code: 'InvoiceNotFound' };
  return mayHandOut(actor, invoice.billingProfileId) ? null : { code: 'NoPermission' };
}

function refusalOf(invoice: InvoiceMoney, { amount }: PayLinkOrder): CreatePayLinkRejection | null {
  if (invoice.isCreditNote) return { code: 'CreditNote' };
  if (invoice.voidedAt !== null) return { code: 'InvoiceVoid' };
  if (invoice.amountDueMinor <= 0n) return { code: 'InvoiceAlreadyPaid' };
  if (amount === undefined) return null;
  if (amount.currency !== invoice.currency) return { code: 'InvalidAmount', currency: amount.currency };
  return amount.amountMinor > invoice.amountDueMinor ? { code: 'AmountAboveDue' } : null;
}

function tokenOf(secret: string, doer: Doer, order: PayLinkOrder): string {
  const { idempotencyKey, billingAccountId, invoiceName, expiresInDays, amount } = order;
  if (idempotencyKey === undefined) return newToken();
  const asked = [invoiceName.toUpperCase(), String(expiresInDays), amount?.amountMinor.toString() ?? null];
  return tokenOfRequest(secret, [billingAccountId, doer.userId, idempotencyKey, ...asked]);
}

interface LinkToInsert {
  readonly order: PayLinkOrder;
  readonly invoice: InvoiceMoney;
  readonly token: string;
  readonly at: Date;
}

/** The same request again, which waited for the invoice's lock, finds the link that it made. */
async function insertLink(tx: Tx, doer: Doer, { order, invoice, token, at }: LinkToInsert): Promise<MadePayLink> {
  const { billingAccountId, expiresInDays, amount } = order;
  const expiresAt = new Date(at.getTime() + expiresInDays * 86_400_000);
  const payLinkId = newId(at);
  const inserted = await tx
    .insertInto('pay_link')
    .values({
      billing_account_id: billingAccountId,
      pay_link_id: payLinkId,
      token_hash: tokenHash(token),
      invoice_id: invoice.invoiceId,
      amount_minor: amount?.amountMinor ?? null,
      created_by: doer.userId,
      created_by_name: doer.name,
      created_at: at,
      expires_at: expiresAt,
    })
    .onConflict((conflict) => conflict.constraint('pay_link_token_uq').doNothing())
    .returning('pay_link_id')
    .executeTakeFirst();
  if (inserted === undefined) return { token, ...(await findMade(tx, billingAccountId, token)) };
  const facts = {
    invoices: [{ name: invoice.name }],
    expiresAt: expiresAt.toISOString(),
    ...(amount === undefined ? {} : { currency: amount.currency, amount: textOf(amount) }),
  };
  await recordActivity(
    tx,
    {
      billingAccountId,
      action: 'payLink.create',
      resourceId: payLinkId,
      facts,
      event: 'payLink.created',
      invoiceNames: [invoice.name],
      billingProfileIds: [invoice.billingProfileId],
    },
    doer,
    at,
  );
  return { payLinkId, token, expiresAt };
}

async function findMade(tx: Tx, billingAccountId: string, token: string): Promise<Omit<MadePayLink, 'token'>> {
  const row = await tx
    .selectFrom('pay_link')
    .select(['pay_link_id', 'expires_at'])
    .where('billing_account_id', '=', billingAccountId)
    .where('token_hash', '=', tokenHash(token))
    .executeTakeFirstOrThrow();
  return { payLinkId: row.pay_link_id, expiresAt: row.expires_at };
}

function textOf({ currency, amountMinor }: NonNullable<PayLinkOrder['amount']>): string {
  return toDecimalString({ currency: currency as Currency, amountMinor });
}
