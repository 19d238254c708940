import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/** What of one payment no invoice of a profile has. */
export interface MoneyOnAccount {
  readonly paymentId: string;
  readonly billingProfileId: string;
  readonly currency: string;
  readonly remainingMinor: bigint;
}

/** Adds to what a payment has on account of a profile. */
export async function addMoneyOnAccount(
  tx: Tx,
  billingAccountId: string,
  money: Omit<MoneyOnAccount, 'remainingMinor'> & { readonly amountMinor: bigint },
  at: Date,
): Promise<void> {
  if (money.amountMinor === 0n) return;
  await sql`
    insert into money_on_account as m (billing_account_id, payment_id, billing_profile_id, currency, remaining_minor, created_at)
    values (${billingAccountId}, ${money.paymentId}, ${money.billingProfileId}, ${money.currency}, ${money.amountMinor}, ${at})
    on conflict on constraint money_on_account_pk do update set remaining_minor = m.remaining_minor + excluded.remaining_minor`.execute(
    tx,
  );
}

/** Takes from it. @throws when there is less: whoever takes has locked and read the row before. */
export async function takeMoneyOnAccount(
  tx: Tx,
  billingAccountId: string,
  {
    paymentId,
    billingProfileId,
    amountMinor,
  }: Pick<MoneyOnAccount, 'paymentId' | 'billingProfileId'> & { readonly amountMinor: bigint },
): Promise<void> {
  if (amountMinor === 0n) return;
  const { numAffectedRows } = await sql`
    update money_on_account set remaining_minor = remaining_minor - ${amountMinor}
    where billing_account_id = ${billingAccountId} and payment_id = ${paymentId} and billing_profile_id = ${billingProfileId}`.execute(
    tx,
  );
  if (numAffectedRows !== 1n)
    throw new Error(`payment ${paymentId} has nothing on account of profile ${billingProfileId}`);
}

/** Locks what payments, or profiles, have on account, after their invoices: in the order of payments, oldest first. */
export async function lockMoneyOnAccount(
  tx: Tx,
  billingAccountId: string,
  of: { readonly paymentIds: readonly string[] } | { readonly billingProfileIds: readonly string[] },
): Promise<MoneyOnAccount[]> {
  const { rows } = await sql<MoneyOnAccount>`
    select payment_id as "paymentId", billing_profile_id as "billingProfileId", currency, remaining_minor as "remainingMinor"
    from money_on_account
    where billing_account_id = ${billingAccountId} and remaining_minor > 0 and ${
      'paymentIds' in of
        ? sql`payment_id = any(${[...of.paymentIds]}::uuid[])`
        : sql`billing_profile_id = any(${[...of.billingProfileIds]}::uuid[])`
    }
    order by payment_id, billing_profile_id for update`.execute(tx);
  return rows;
}
