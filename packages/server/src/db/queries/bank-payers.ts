import type { Database } from '../database.ts';

/** Whether there is an account of this name: both halves must be its own. */
export async function accountExists(
  db: Database,
  { billingAccountId, organizationId }: { readonly billingAccountId: string; readonly organizationId: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('billing_account')
    .select('billing_account_id')
    .where('billing_account_id', '=', billingAccountId)
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  return row !== undefined;
}
