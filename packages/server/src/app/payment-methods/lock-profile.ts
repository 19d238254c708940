import type { Tx } from '../../db/database.ts';

export interface ProfileReference {
  readonly billingAccountId: string;
  readonly billingProfileId: string;
  readonly displayName: string;
}

/** Links, the default and automatic payment of a profile change one at a time. A card is locked after its profile. */
export async function lockProfile(tx: Tx, { billingAccountId, billingProfileId }: ProfileReference): Promise<void> {
  await tx
    .selectFrom('billing_profile')
    .select('billing_profile_id')
    .where('billing_account_id', '=', billingAccountId)
    .where('billing_profile_id', '=', billingProfileId)
    .forNoKeyUpdate()
    .executeTakeFirst();
}
