import { type ChaosCurrency, CURRENCIES } from '../population/currencies.ts';
import type { Evidence } from './evidence.ts';

/** The same money, asked for in four places, in minor units. */
export interface Sums {
  readonly currency: ChaosCurrency;
  readonly payments: number;
  /** What the gateway says that it captured. */
  readonly capturedMinor: bigint;
  /** What the ledger says that the gateway owes, from entries of settled cards. */
  readonly settledMinor: bigint;
  /** What invoices say that was paid on them. */
  readonly allocatedMinor: bigint;
  /** What no invoice could take. */
  readonly onAccountMinor: bigint;
}

const IN_LEDGER = `select p.currency,
    coalesce(sum(p.amount_minor) filter (where p.ledger_account = 'gateway_clearing'), 0)::bigint as settled,
    coalesce(-sum(p.amount_minor) filter (where p.ledger_account = 'money_on_account'), 0)::bigint as on_account
  from posting p join journal_entry e on e.billing_account_id = p.billing_account_id and e.journal_entry_id = p.journal_entry_id
  where e.kind = 'card_settled' group by p.currency`;

/** Payments out of credit move nothing at the gateway. */
const CARD = 'CreditCard';

const ON_INVOICES = `select p.currency, sum(a.amount_minor)::bigint as allocated
  from allocation a join payment p on p.billing_account_id = a.billing_account_id and p.payment_id = a.payment_id
  where a.state = 'settled' and p.method_family = '${CARD}' group by p.currency`;

export async function sumUp({ charges, payments, pool }: Evidence): Promise<Sums[]> {
  const ledger = await pool.query<{ currency: string; settled: bigint; on_account: bigint }>(IN_LEDGER);
  const invoices = await pool.query<{ currency: string; allocated: bigint }>(ON_INVOICES);
  const cards = [...payments.values()].filter((each) => each.outcome === 'succeeded' && each.method_family === CARD);
  return (Object.keys(CURRENCIES) as ChaosCurrency[]).map((currency) => {
    const inLedger = ledger.rows.find((row) => row.currency === currency);
    const captured = charges.filter((charge) => charge.currency === currency);
    return {
      currency,
      payments: cards.filter((each) => each.currency === currency).length,
      capturedMinor: captured.reduce((sum, { capturedMinor }) => sum + (capturedMinor ?? 0n), 0n),
      settledMinor: inLedger?.settled ?? 0n,
      allocatedMinor: invoices.rows.find((row) => row.currency === currency)?.allocated ?? 0n,
      onAccountMinor: inLedger?.on_account ?? 0n,
    };
  });
}
