import { mayBank } from '@betalt/core/access/bank-permissions.ts';
import { ISSUER_PERMISSIONS } from '@betalt/core/access/permissions.ts';
import { isIssuerRole } from '@betalt/core/access/roles.ts';
import { useSession } from '../../api/queries/session.ts';

/** What the reader may do as staff of the issuer, by the same table that the server asks. */
export function useMayOfIssuer(): { readonly bank: boolean; readonly refund: boolean } {
  const { issuerRoles } = useSession();
  const roles = issuerRoles.filter(isIssuerRole);
  return {
    bank: mayBank({ issuerRoles: roles }, 'bank.write'),
    refund: roles.some((role) => ISSUER_PERMISSIONS[role].has('invoice.refund')),
  };
}
