import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';
import { GatewayUnavailable } from '../../gateways/gateway.ts';
import { applyDispute, type DisputeDependencies, hearDispute } from './apply-dispute.ts';

/** How far back disputes are listed whose first webhook may have been lost; the sweep is daily. */
const LISTED_DAYS = 3;

/**
 * Reads every open dispute from the gateway, and those that were opened lately, so that a webhook that is lost is no loss. A dispute that
 * cannot be worked on does not hold up the others.
 *
 * @returns how many were read, and the sentences of those that failed
 */
export async function checkDisputes(
  dependencies: DisputeDependencies,
): Promise<{ readonly read: number; readonly failures: readonly string[] }> {
  const { db, gateway, clock } = dependencies;
  const since = new Date(clock().getTime() - LISTED_DAYS * 86_400_000);
  const lately = await gateway.listDisputes(since);
  const listed = new Set(lately.map(({ gatewayDisputeId }) => gatewayDisputeId));
  const open = (await openDisputes(db, gateway.name)).filter((id) => !listed.has(id));
  const failures: string[] = [];
  for (const dispute of lately) await attempt(() => applyDispute(dependencies, dispute), failures);
  for (const id of open) await attempt(() => hearDispute(dependencies, id), failures);
  return { read: lately.length + open.length, failures };
}

/** Repair on read: what is open is read from the gateway before it is shown. False when that does not answer, and nothing is new. */
export async function repairDispute(dependencies: DisputeDependencies, gatewayDisputeId: string): Promise<boolean> {
  try {
    return (await hearDispute(dependencies, gatewayDisputeId)) === 'applied';
  } catch (error) {
    if (error instanceof GatewayUnavailable) return false;
    throw error;
  }
}

async function attempt(work: () => Promise<unknown>, failures: string[]): Promise<void> {
  try {
    await work();
  } catch (error) {
    failures.push(error instanceof Error ? error.message : String(error));
  }
}

/** Over all accounts (docs/domain/tenancy.md). */
async function openDisputes(db: Database, gateway: string): Promise<string[]> {
  const { rows } = await sql<{ gateway_dispute_id: string }>`
    select gateway_dispute_id from dispute where state = 'open' and gateway = ${gateway} order by opened_at`.execute(
    db,
  );
  return rows.map((row) => row.gateway_dispute_id);
}
