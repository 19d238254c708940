import { useParams } from '@tanstack/react-router';
import { useSession } from '../api/queries/session.ts';
import type { Scope } from '../scope.ts';

/** The scope in the address. Only for pages under `/billing/{account}`. */
export function useScope(): Scope {
  const scope = useOptionalScope();
  if (scope === undefined) throw new Error('useScope outside a billing scope');
  return scope;
}

export function useOptionalScope(): Scope | undefined {
  const { account, profile } = useParams({ strict: false }) as { account?: string; profile?: string };
  if (account === undefined) return undefined;
  return profile === undefined ? { account } : { account, profile };
}

/** The scope of the address, else the reader's first account, else none (someone without an account). */
export function useCurrentScope(): Scope | undefined {
  const scope = useOptionalScope();
  const { billingAccounts } = useSession();
  const first = billingAccounts[0]?.name;
  if (scope !== undefined) return scope;
  return first === undefined ? undefined : { account: first };
}
