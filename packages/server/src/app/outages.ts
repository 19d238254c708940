import { isDatabaseOutage } from '../db/sql-state.ts';
import { GatewayUnavailable } from '../gateways/gateway.ts';

/** True for a failure of what Betalt stands on, database or gateway: the same request may well succeed in a moment. */
export function isOutage(error: unknown): boolean {
  return error instanceof GatewayUnavailable || isDatabaseOutage(error);
}
