import { type Actor, may } from '@betalt/core/access/may.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { type Database, inTransaction, type Tx } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import { listLinks, type PaymentMethodLinkRow } from '../../db/queries/payment-methods.ts';
import { logDenied } from '../access/log-denied.ts';
import { retryWithNewCard } from '../automatic-payments/retry-with-new-card.ts';
import { lockProfile, type ProfileReference } from './lock-profile.ts';

export type LinkRejection = {
  readonly code:
    | 'AuthorizationFailed'
    | 'PreconditionFailed'
    | 'PaymentMethodNotFound'
    | 'PaymentMethodLinkNotFound'
    | 'PaymentMethodIsDefault';
};

/** Asked of the link as it is under lock; undefined where there is none. */
export type LinkPrecondition = (current: PaymentMethodLinkRow | undefined) => boolean;

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
  precondition: LinkPrecondition,
): Promise<Result<PaymentMethodLinkRow, LinkRejection>> {
  const action = isDefault ? 'paymentMethod.makeDefault' : 'paymentMethod.link';
  if (!may(actor, 'paymentMethod.manage', profile))
    return refuse({ db, clock }, actor, profile, action, paymentMethodId);
  const { billingAccountId: billing_account_id, billingProfileId: billing_profile_id } = profile;
  return inTransaction<PaymentMethodLinkRow, LinkRejection>(db, async (tx) => {
    await lockProfile(tx, profile);
    const ownerId = await lockMethod(tx, paymentMethodId);
    const current = await findLink(tx, profile, paymentMethodId);
    if (ownerId === null || (ownerId !== actor.userId && current === undefined))
      return err({ code: 'PaymentMethodNotFound' });
    if (!precondition(current)) return err({ code: 'PreconditionFailed' });
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
    if (isDefault && current?.is_default !== true) {
      await setDefault(tx, profile, paymentMethodId);
      await retryWithNewCard(tx, profile, clock());
    }
    await logActivity(tx, actor, profile, { action, paymentMethodId, at: clock() });
    const link = await findLink(tx, profile, paymentMethodId);
    return link === undefined ? err({ code: 'PaymentMethodLinkNotFound' }) : ok(link);
  });
}

/** Detaches a card from a profile; the default must be replaced first. */
export async function unlinkPaymentMethod(
  { db, clock }: Dependencies,
  actor: Actor,
  profile: ProfileReference,
  paymentMethodId: string,
  precondition: LinkPrecondition,
): Promise<Result<void, LinkRejection>> {
  const action = 'paymentMethod.unlink';
  if (!may(actor, 'paymentMethod.manage', profile))
    return refuse({ db, clock }, actor, profile, action, paymentMethodId);
  return inTransaction<void, LinkRejection>(db, async (tx) => {
    await lockProfile(tx, profile);
    const link = await findLink(tx, profile, paymentMethodId);
    if (link === undefined) return err({ code: 'PaymentMethodLinkNotFound' });
    if (!precondition(link)) return err({ code: 'PreconditionFailed' });
    if (link.is_default) return err({ code: 'PaymentMethodIsDefault' });
    await tx
      .deleteFrom('payment_method_link')
      .where('billing_account_id', '=', profile.billingAccountId)
      .where('billing_profile_id', '=', profile.billingProfileId)
      .where('payment_method_id', '=', paymentMethodId)
      .execute();
    await logActivity(tx, actor, profile, { action, paymentMethodId, at: clock() });
    return ok(undefined);
  });
}

async function refuse(
  { db, clock }: Dependencies,
  actor: Actor,
  { billingAccountId }: ProfileReference,
  action: string,
  paymentMethodId: string,
): Promise<Result<never, LinkRejection>> {
  await logDenied({ database: { db }, clock }, actor, { billingAccountId, action, resourceId: paymentMethodId });
  return err({ code: 'AuthorizationFailed' });
}

/** So that a card which is being linked is not removed meanwhile. @returns whose card it is; null when there is none, or none any more */
async function lockMethod(tx: Tx, paymentMethodId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('payment_method')
    .select('user_id')
    .where('payment_method_id', '=', paymentMethodId)
    .where('removed_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row?.user_id ?? null;
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
