import type { PortalSession } from '@betalt/contract/portal/session.ts';
import { OWN_VERSION } from '@betalt/contract/versions.ts';
import { DEMO_PASSWORD } from './sign-in.ts';

/** Somebody who calls the API with a session's cookie, as a script beside the browser. */
export interface ApiCaller {
  readonly session: PortalSession;
  request(
    method: string,
    path: string,
    options?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<Response>;
}

export async function apiAs(url: string, email: string, password = DEMO_PASSWORD): Promise<ApiCaller> {
  const signedIn = await fetch(`${url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  if (!signedIn.ok) throw new Error(`${email} could not sign in: ${await signedIn.text()}`);
  const cookie = (signedIn.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  return {
    session: (await signedIn.json()) as PortalSession,
    request(method, path, { body, headers = {} } = {}) {
      const address = new URL(path, url);
      if (path.startsWith('/providers/')) address.searchParams.set('api-version', OWN_VERSION);
      return fetch(address, {
        method,
        headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    },
  };
}

/** The billing account of somebody who has one. */
export function accountOf({ session }: ApiCaller): string {
  const [account] = session.billingAccounts;
  if (account === undefined) throw new Error(`${session.user.email} has no billing account`);
  return account.name;
}
