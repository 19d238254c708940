import type { Actor } from './may.ts';
import type { IssuerRole } from './roles.ts';

/** What is done with the issuer's own bank accounts, which belong to no billing account. */
export type BankAction = 'bank.read' | 'bank.write';

const PERMISSIONS: Readonly<Record<IssuerRole, ReadonlySet<BankAction>>> = {
  'Issuer administrator': new Set(['bank.read', 'bank.write']),
  'Issuer finance': new Set(['bank.read', 'bank.write']),
  'Issuer support': new Set(['bank.read']),
};

/** Only staff of the issuer: whatever a customer's roles are, the issuer's bank does not exist for them. */
export function mayBank({ issuerRoles }: Pick<Actor, 'issuerRoles'>, action: BankAction): boolean {
  return issuerRoles.some((role) => PERMISSIONS[role].has(action));
}
