import { type Actor, may } from '@betalt/core/access/may.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { inTransaction, type Tx } from '../../db/database.ts';
import { logDenied } from '../access/log-denied.ts';
import { lockInvoices } from '../money/invoice-money.ts';
import { recordActivity } from '../money/record-activity.ts';
import { mayHandOut, type PayLinkDependencies } from './create-pay-link.ts';

export type RevokePayLinkRejection = { readonly code: 'InvoiceNotFound' | 'NoPermission' | 'PayLinkNotFound' };

/**
 * The link opens nothing from now on. A payment that was begun by it goes on: its money is asked for already. Revoked again, it stays
 * as it is.
 */
export async function revokePayLink(
  dependencies: Omit<PayLinkDependencies, 'secret'>,
  actor: Actor,
  link: { readonly billingAccountId: string; readonly invoiceName: string; readonly payLinkId: string },
): Promise<Result<void, RevokePayLinkRejection>> {
  const { billingAccountId, invoiceName, payLinkId } = link;
  const at = dependencies.clock();
  const revoked = await inTransaction<void, RevokePayLinkRejection>(dependencies.db, async (tx) => {
    const [invoice] = await lockInvoices(tx, billingAccountId, { names: [invoiceName] });
    if (invoice === undefined || !may(actor, 'invoice.read', invoice)) return err({ code: 'InvoiceNotFound' });
    if (!mayHandOut(actor, invoice.billingProfileId)) return err({ code: 'NoPermission' });
    const found = await lockLink(tx, billingAccountId, { invoiceId: invoice.invoiceId, payLinkId });
    if (found === undefined) return err({ code: 'PayLinkNotFound' });
    if (found.revoked_at !== null) return ok(undefined);
    await setRevoked(tx, billingAccountId, payLinkId, at);
    const happening = {
      billingAccountId,
      action: 'payLink.revoke',
      resourceId: payLinkId,
      facts: { invoices: [{ name: invoice.name }] },
      event: 'payLink.revoked',
      invoiceNames: [invoice.name],
      billingProfileIds: [invoice.billingProfileId],
    };
    await recordActivity(tx, happening, actor, at);
    return ok(undefined);
  });
  if (revoked.ok) dependencies.onCommitted();
  else if (revoked.error.code === 'NoPermission')
    await logDenied({ database: dependencies, clock: dependencies.clock }, actor, {
      billingAccountId,
      action: 'payLink.revoke',
      resourceId: payLinkId,
    });
  return revoked;
}

function lockLink(
  tx: Tx,
  billingAccountId: string,
  { invoiceId, payLinkId }: { invoiceId: string; payLinkId: string },
) {
  return tx
    .selectFrom('pay_link')
    .select('revoked_at')
    .where('billing_account_id', '=', billingAccountId)
    .where('invoice_id', '=', invoiceId)
    .where('pay_link_id', '=', payLinkId)
    .forUpdate()
    .executeTakeFirst();
}

async function setRevoked(tx: Tx, billingAccountId: string, payLinkId: string, at: Date): Promise<void> {
  await tx
    .updateTable('pay_link')
    .set({ revoked_at: at })
    .where('billing_account_id', '=', billingAccountId)
    .where('pay_link_id', '=', payLinkId)
    .execute();
}
