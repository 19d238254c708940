import { type Actor, may } from '@betalt/core/access/may.ts';
import { type AgreementType, PAYMENT_RULES } from '@betalt/core/accounts/payment-rules.ts';
import { type AutomaticProblem, automaticProblem } from '@betalt/core/payments/automatic.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { type Database, inTransaction, type Tx } from '../../db/database.ts';
import { type AutomaticProfileRow, findAutomaticProfile } from '../../db/queries/automatic-payments.ts';
import { logDenied } from '../access/log-denied.ts';
import { recordActivity } from '../money/record-activity.ts';
import { lockProfile, type ProfileReference } from '../payment-methods/lock-profile.ts';

export type SwitchRejection =
  | { readonly code: 'AuthorizationFailed' | 'BillingProfileNotFound' }
  | { readonly code: 'AutomaticPaymentNotPossible'; readonly problem: AutomaticProblem };

interface Dependencies {
  readonly db: Database;
  readonly clock: () => Date;
  readonly onCommitted: () => void;
}

/**
 * Turns automatic payment of a profile on or off. Who manages its payment methods may; turning it on needs a default that can be charged,
 * so that nobody relies on what cannot work. Turned to what it is already, nothing is written.
 */
export async function switchAutomaticPayment(
  { db, clock, onCommitted }: Dependencies,
  actor: Actor,
  profile: ProfileReference,
  { enabled, agreementType }: { readonly enabled: boolean; readonly agreementType: AgreementType },
): Promise<Result<void, SwitchRejection>> {
  const { billingAccountId, billingProfileId } = profile;
  if (!may(actor, 'paymentMethod.manage', profile)) {
    const resourceId = billingProfileId;
    await logDenied({ database: { db }, clock }, actor, { billingAccountId, action: actionOf(enabled), resourceId });
    return err({ code: 'AuthorizationFailed' });
  }
  const at = clock();
  const switched = await inTransaction<void, SwitchRejection>(db, async (tx) => {
    await lockProfile(tx, profile);
    const row = await findAutomaticProfile(tx, billingAccountId, billingProfileId);
    if (row === undefined) return err({ code: 'BillingProfileNotFound' });
    const problem = enabled ? problemOf(row, agreementType, at) : null;
    if (problem !== null) return err({ code: 'AutomaticPaymentNotPossible', problem });
    if (row.pays_automatically !== enabled) await writeSwitch(tx, profile, { actor, enabled, at });
    return ok(undefined);
  });
  if (switched.ok) onCommitted();
  return switched;
}

/** Why the profile cannot be paid for automatically; null when it can. */
export function problemOf(row: AutomaticProfileRow, agreementType: AgreementType, now: Date): AutomaticProblem | null {
  const { cardAllowed } = PAYMENT_RULES[agreementType];
  const { is_removed: isRemoved, expires_month: expiresMonth, expires_year: expiresYear } = row;
  const method = row.default_payment_method_id === null ? null : { isRemoved, expiresMonth, expiresYear };
  return automaticProblem(method, { cardAllowed, now });
}

function actionOf(enabled: boolean): string {
  return enabled ? 'automaticPayment.turnOn' : 'automaticPayment.turnOff';
}

async function writeSwitch(
  tx: Tx,
  { billingAccountId, billingProfileId, displayName }: ProfileReference,
  { actor, enabled, at }: { readonly actor: Actor; readonly enabled: boolean; readonly at: Date },
): Promise<void> {
  await tx
    .updateTable('billing_profile')
    .set({ pays_automatically: enabled })
    .where('billing_account_id', '=', billingAccountId)
    .where('billing_profile_id', '=', billingProfileId)
    .execute();
  const happening = {
    billingAccountId,
    action: actionOf(enabled),
    resourceId: billingProfileId,
    facts: { billingProfile: displayName },
    event: enabled ? 'automaticPayment.turnedOn' : 'automaticPayment.turnedOff',
    invoiceNames: [],
    billingProfileIds: [billingProfileId],
  };
  await recordActivity(tx, happening, actor, at);
}
