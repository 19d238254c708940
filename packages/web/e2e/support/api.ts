import type { PortalSession } from '@betalt/contract/portal/session.ts';
import { OWN_VERSION } from '@betalt/contract/versions.ts';

export const DEMO_PASSWORD = 'betalt-demo-only';

/** Somebody who calls the API with a session's cookie, as a script beside the browser. */
export interface ApiCaller {
  readonly session: PortalSession;
  request(
    method: string,
    path: string,
    options?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<Response>;
}

export async function apiAs(url: string, email: string): Promise<ApiCaller> {
  const cookie = await sessionCookie(url, email);
  const session = await fetch(`${url}/api/session`, { headers: { cookie } });
  return {
    session: (await session.json()) as PortalSession,
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

const cookies = new Map<string, string>();

/** A session of a demo person, as `name=value`. Signing in takes its time on purpose, so each person does it once a file. */
export async function sessionCookie(url: string, email: string): Promise<string> {
  const known = cookies.get(`${url} ${email}`);
  if (known !== undefined) return known;
  const signedIn = await fetch(`${url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: DEMO_PASSWORD }),
  });
  if (!signedIn.ok) throw new Error(`${email} could not sign in: ${await signedIn.text()}`);
  const cookie = (signedIn.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  cookies.set(`${url} ${email}`, cookie);
  return cookie;
}

/** The billing account of somebody who has one. */
export function accountOf({ session }: ApiCaller): string {
  const [account] = session.billingAccounts;
  if (account === undefined) throw new Error(`${session.user.email} has no billing account`);
  return account.name;
}
