import { sql } from 'kysely';
import type { Database } from '../database.ts';

export interface PaymentMethodRow {
  readonly payment_method_id: string;
  /** Null for a card that came by a pay link. */
  readonly user_id: string | null;
  readonly gateway_payment_method_id: string;
  readonly family: string;
  readonly brand: string;
  readonly last_four: string | null;
  readonly expires_month: number | null;
  readonly expires_year: number | null;
  readonly holder_name: string | null;
  readonly is_kept: boolean;
}

export interface PaymentMethodLinkRow extends PaymentMethodRow {
  readonly is_default: boolean;
}

const COLUMNS = sql`m.payment_method_id, m.user_id, m.gateway_payment_method_id, m.family, m.brand, m.last_four, m.expires_month, m.expires_year, m.holder_name, m.is_kept`;

/** A person's own kept methods, newest first. */
export async function listOwnMethods(db: Database, userId: string): Promise<PaymentMethodRow[]> {
  const { rows } = await sql<PaymentMethodRow>`
    select ${COLUMNS} from payment_method m
    where m.user_id = ${userId} and m.removed_at is null and m.is_kept order by m.payment_method_id desc limit 200`.execute(
    db,
  );
  return rows;
}

/** One of a person's own methods, kept or for one payment. */
export async function findOwnMethod(
  db: Database,
  userId: string,
  paymentMethodId: string,
): Promise<PaymentMethodRow | undefined> {
  const { rows } = await sql<PaymentMethodRow>`
    select ${COLUMNS} from payment_method m
    where m.payment_method_id = ${paymentMethodId} and m.user_id = ${userId} and m.removed_at is null`.execute(db);
  return rows[0];
}

/** What is linked to a profile, the default first. */
export async function listLinks(
  db: Database,
  billingAccountId: string,
  billingProfileId: string,
): Promise<PaymentMethodLinkRow[]> {
  const { rows } = await sql<PaymentMethodLinkRow>`
    select ${COLUMNS}, coalesce(p.default_payment_method_id = m.payment_method_id, false) as is_default
    from payment_method_link l
    join payment_method m on m.payment_method_id = l.payment_method_id
    join billing_profile p on p.billing_account_id = l.billing_account_id and p.billing_profile_id = l.billing_profile_id
    where l.billing_account_id = ${billingAccountId} and l.billing_profile_id = ${billingProfileId} and m.removed_at is null
    order by is_default desc, l.created_at limit 200`.execute(db);
  return rows;
}
