import type { DatabaseHandle } from '../db/database.ts';
import type { Log } from '../telemetry/log.ts';

/** What identity needs of the house. */
export interface IdentityDependencies {
  readonly database: Pick<DatabaseHandle, 'db' | 'pool'>;
  readonly clock: () => Date;
  readonly log: Log;
}
