import type { DatabaseHandle } from '@betalt/server/db/database.ts';
import type { Statement } from '../payers/testimony.ts';
import { type Charge, chargesAt } from '../witness.ts';

export interface PaymentFacts {
  readonly payment_id: string;
  readonly currency: string;
  readonly amount_minor: bigint;
  readonly outcome: string;
  readonly method_family: string;
}

/** What the verdict is made from: what the gateway keeps, what payers were told, and Betalt's rows. */
export interface Evidence {
  readonly charges: readonly Charge[];
  readonly statements: readonly Statement[];
  readonly payments: ReadonlyMap<string, PaymentFacts>;
  readonly pool: DatabaseHandle['pool'];
}

export async function gather(
  sandboxUrl: string,
  statements: readonly Statement[],
  { pool }: DatabaseHandle,
): Promise<Evidence> {
  const { rows } = await pool.query<PaymentFacts>(
    'select payment_id, currency, amount_minor, outcome, method_family from payment',
  );
  return {
    charges: await chargesAt(sandboxUrl),
    statements,
    payments: new Map(rows.map((row) => [row.payment_id, row])),
    pool,
  };
}
