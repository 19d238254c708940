import { emit } from '../events/emit.ts';
import type { Charge, EarlyFraudWarning } from '../store/kinds.ts';
import { newId, type Tx } from '../store/tx.ts';

/** The bank of the card tells that its holder calls a charge fraudulent; a dispute may follow. */
export function storeFraudWarning(tx: Tx, charge: Charge): EarlyFraudWarning {
  return tx.insert<'radar.early_fraud_warning'>({
    id: newId('radar.early_fraud_warning'),
    object: 'radar.early_fraud_warning',
    actionable: !charge.refunded,
    charge: charge.id,
    created: tx.now,
    fraud_type: 'misc',
    livemode: false,
    ...(charge.payment_intent === null ? {} : { payment_intent: charge.payment_intent }),
  });
}

/** Once the charge is refunded whole there is nothing more to do about its warnings. */
export function settleFraudWarnings(tx: Tx, charge: Charge): void {
  const rows = tx.store.all(
    `select body from objects where object = 'radar.early_fraud_warning' and charge = ?`,
    charge.id,
  );
  for (const row of rows) {
    const warning = JSON.parse(String(row['body'])) as EarlyFraudWarning;
    if (!warning.actionable) continue;
    emit(tx, 'radar.early_fraud_warning.updated', tx.save<EarlyFraudWarning>({ ...warning, actionable: false }));
  }
}
