import type { Database } from '../../db/database.ts';
import type { Payments } from '../payments/payments.ts';

export interface AutomaticPaymentDependencies {
  readonly db: Database;
  readonly payments: Payments;
  readonly clock: () => Date;
  readonly onCommitted: () => void;
}
