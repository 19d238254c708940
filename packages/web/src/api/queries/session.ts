import type {
  CreateBillingAccountRequest,
  PortalConfig,
  PortalSession,
  SettingsRequest,
  SignInRequest,
  SignUpRequest,
} from '@betalt/contract/portal/session.ts';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { portal } from '../http.ts';
import { keys } from '../keys.ts';
import { queryClient } from '../query-client.ts';

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: keys.session(),
  queryFn: readSession,
  staleTime: Number.POSITIVE_INFINITY,
});

export const configQuery = queryOptions({
  queryKey: keys.config(),
  queryFn: () => portal<PortalConfig>('GET', '/api/config'),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The signed-in person, inside the signed-in part of the portal. The router has read it before any page renders. */
export function useSession(): PortalSession {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null) throw new Error('a page of the signed-in portal was rendered without a session');
  return data;
}

/** @throws ApiError 401 for a wrong e-mail or password, 429 with `retryAfterSeconds` after too many. */
export async function signIn(request: SignInRequest): Promise<PortalSession> {
  const session = await portal<PortalSession>('POST', '/api/sign-in', { body: request });
  queryClient.setQueryData(sessionQuery.queryKey, session);
  return session;
}

/** Makes a person and signs them in. @throws ApiError 409 where the e-mail address has an account already */
export async function signUp(request: SignUpRequest): Promise<PortalSession> {
  const session = await portal<PortalSession>('POST', '/api/sign-up', { body: request });
  queryClient.setQueryData(sessionQuery.queryKey, session);
  return session;
}

/**
 * Makes a billing account of which the caller becomes owner; returns its name. The same fields sent again, after a
 * failure whose outcome is not known, are the same request to the server.
 */
export async function createBillingAccount(request: CreateBillingAccountRequest): Promise<string | undefined> {
  const before = new Set(queryClient.getQueryData(sessionQuery.queryKey)?.billingAccounts.map(({ name }) => name));
  await portal('POST', '/api/billing-accounts', { body: request, idempotencyKey: accountKey(request) });
  const session = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
  accountKeys.clear();
  return session?.billingAccounts.find(({ name }) => !before.has(name))?.name;
}

const accountKeys = new Map<string, string>();

function accountKey(request: CreateBillingAccountRequest): string {
  const content = JSON.stringify(request);
  const key = accountKeys.get(content) ?? crypto.randomUUID();
  accountKeys.set(content, key);
  return key;
}

/** Leaves by loading the sign-in page afresh, so that nothing of this person stays in memory. */
export async function signOut(): Promise<void> {
  await portal('POST', '/api/sign-out');
  location.assign('/sign-in');
}

export async function saveSettings(request: SettingsRequest): Promise<void> {
  await portal('PUT', '/api/settings', { body: request });
  queryClient.setQueryData(sessionQuery.queryKey, (session) =>
    session === null || session === undefined
      ? session
      : { ...session, settings: { ...session.settings, ...request } as PortalSession['settings'] },
  );
}

async function readSession(): Promise<PortalSession | null> {
  return (await portal<PortalSession | undefined>('GET', '/api/session')) ?? null;
}
