import { OWN_VERSION } from '@betalt/contract/versions.ts';
import { ApiError, type OwnErrorCode, toApiError } from './api-error.ts';
import { signedInAgain } from './sign-in-gate.ts';

export { ApiError } from './api-error.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export type RequestOptions = {
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Written as JSON; a form goes as it is, for files. */
  readonly body?: unknown;
  /** Same key = same intent: the server answers a repetition with the first answer. Every write should have one. */
  readonly idempotencyKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
};

/** An answer of 2xx. `location` and `retryAfterSeconds` are those of a long-running operation (202). */
export type Answer<T> = {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
};

/**
 * Asks the billing API (`/providers/Microsoft.Billing/…`, own version). `path` may also be an absolute `nextLink` or
 * `Location`: it is asked at this page's own origin. @throws ApiError
 */
export async function arm<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  return (await armAnswer<T>(method, path, options)).body;
}

/** As {@link arm}, with status and headers: for long-running operations. */
export async function armAnswer<T>(method: Method, path: string, options: RequestOptions = {}): Promise<Answer<T>> {
  const url = new URL(path, location.origin);
  if (!url.searchParams.has('api-version')) url.searchParams.set('api-version', OWN_VERSION);
  return request<T>(method, url, options);
}

/** Asks the portal's own endpoints (`/api/…`). @throws ApiError */
export async function portal<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  return (await request<T>(method, new URL(path, location.origin), options)).body;
}

async function request<T>(method: Method, url: URL, options: RequestOptions): Promise<Answer<T>> {
  try {
    return await send<T>(method, url, options);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401 || isSignInPath(url)) throw error;
    // The session has ended: the person signs in over the page, nothing typed is lost, and the request goes out again.
    if (!(await signedInAgain())) throw error;
    return send<T>(method, url, options);
  }
}

async function send<T>(method: Method, url: URL, options: RequestOptions): Promise<Answer<T>> {
  const response = await reach(method, withQuery(url, options.query), options);
  const body = await readBody(response);
  if (!response.ok) throw toApiError(response, body);
  return { status: response.status, body: body as T, headers: response.headers };
}

async function reach(
  method: Method,
  url: string,
  { body, idempotencyKey, headers, signal }: RequestOptions,
): Promise<Response> {
  try {
    return await fetch(url, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        'accept-language': document.documentElement.lang,
        ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    const code: OwnErrorCode = 'NetworkError';
    throw new ApiError({ code, message: 'No answer came from the server.' }, { status: 0, cause });
  }
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '' || response.headers.get('content-type')?.includes('json') !== true) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Said to be JSON and is not: the caller gets UnreadableAnswer, or undefined where no body was expected.
    return undefined;
  }
}

function withQuery(url: URL, query: RequestOptions['query'] = {}): string {
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url.pathname + url.search;
}

/** Here 401 is an answer to the person, not the end of a session. */
function isSignInPath(url: URL): boolean {
  return ['/api/session', '/api/sign-in', '/api/sign-out', '/api/sign-up'].includes(url.pathname);
}
