import { type Actor, may } from '@betalt/core/access/may.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { type Database, inTransaction, type Tx } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import { findOwnMethod, listLinks, type PaymentMethodLinkRow } from '../../db/queries/payment-methods.ts';

export interface ProfileReference {
  readonly billingAccountId: string;
  readonly billingProfileId: string;
  readonly displayName: string;
}

export type LinkRejection = {
  readonly code: 'NoPermission' | 'PaymentMethodNotFound' | 'PaymentMethodLinkNotFound' | 'PaymentMethodIsDefault';
};

interface Dependencies {
  readonly db: Database;
  readonly clock: () => Date;
}

/** Attaches one of the caller's own cards to a profile, so that whoever may pay its invoices may use it. Asked again, it is the same. */
export async function linkPaymentMethod(
  { db, clock }: Dependencies,
  actor: Actor,
  profile: ProfileReference,
  { paymentMethodId, isDefault }: { paymentMethodId: string; isDefault: boolean },
): Promise<Result<PaymentMethodLinkRow, LinkRejection>> {
  if (!may(actor, 'paymentMethod.manage', profile)) return err({ code: 'NoPermission' });
  const linked = await findLink(db, profile, paymentMethodId);
  if (linked === undefined && (await findOwnMethod(db, actor.userId, paymentMethodId)) === undefined)
    return err({ code: 'PaymentMethodNotFound' });
  const { billingAccountId: billing_account_id, billingProfileId: billing_profile_id } = profile;
  await inTransaction(db, async (tx) => {
    await tx
      .insertInto('payment_method_link')
      .values({
        billing_account_id,
        billing_profile_id,
        payment_method_id: paymentMethodId,
        linked_by: actor.userId,
        created_at: clock(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    // A card that a profile uses is kept, whatever was chosen when it was added.
    await tx
      .updateTable('payment_method')
      .set({ is_kept: true })
      .where('payment_method_id', '=', paymentMethodId)
      .execute();
    if (isDefault) await setDefault(tx, profile, paymentMethodId);
    await logActivity(tx, actor, profile, {
      action: isDefault ? 'paymentMethod.makeDefault' : 'paymentMethod.link',
      paymentMethodId,
      at: clock(),
    });
    return ok(undefined);
  });
  const link = await findLink(db, profile, paymentMethodId);
  return link === undefined ? err({ code: 'PaymentMethodLinkNotFound' }) : ok(link);
}

/** Detaches a card from a profile; the default must be replaced first. */
export async function unlinkPaymentMethod(
  { db, clock }: Dependencies,
  actor: Actor,
  profile: ProfileReference,
  paymentMethodId: string,
): Promise<Result<void, LinkRejection>> {
  if (!may(actor, 'paymentMethod.manage', profile)) return err({ code: 'NoPermission' });
  const link = await findLink(db, profile, paymentMethodId);
  if (link === undefined) return err({ code: 'PaymentMethodLinkNotFound' });
  if (link.is_default) return err({ code: 'PaymentMethodIsDefault' });
  return inTransaction<void, LinkRejection>(db, async (tx) => {
    await tx
      .deleteFrom('payment_method_link')
      .where('billing_account_id', '=', profile.billingAccountId)
      .where('billing_profile_id', '=', profile.billingProfileId)
      .where('payment_method_id', '=', paymentMethodId)
      .execute();
    await logActivity(tx, actor, profile, { action: 'paymentMethod.unlink', paymentMethodId, at: clock() });
    return ok(undefined);
  });
}

async function findLink(
  db: Database,
  profile: ProfileReference,
  paymentMethodId: string,
): Promise<PaymentMethodLinkRow | undefined> {
  const links = await listLinks(db, profile.billingAccountId, profile.billingProfileId);
  return links.find((link) => link.payment_method_id === paymentMethodId);
}

async function setDefault(tx: Tx, profile: ProfileReference, paymentMethodId: string): Promise<void> {
  await tx
    .updateTable('billing_profile')
    .set({ default_payment_method_id: paymentMethodId })
    .where('billing_account_id', '=', profile.billingAccountId)
    .where('billing_profile_id', '=', profile.billingProfileId)
    .execute();
}

async function logActivity(
  tx: Tx,
  actor: Actor,
  profile: ProfileReference,
  { action, paymentMethodId, at }: { action: string; paymentMethodId: string; at: Date },
): Promise<void> {
  await tx
    .insertInto('activity_log')
    .values({
      billing_account_id: profile.billingAccountId,
      activity_id: newId(),
      at,
      actor_id: actor.userId,
      actor_name: actor.name,
      action,
      resource_id: paymentMethodId,
      result: 'Succeeded',
      facts: JSON.stringify({ billingProfile: profile.displayName }),
    })
    .execute();
}
