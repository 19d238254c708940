import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** How a request says who it comes from. */
export type Credential =
  | { readonly kind: 'token'; readonly tokenHash: Buffer }
  | { readonly kind: 'session'; readonly sessionToken: string };

/** Two names, because a browser lets plain HTTP neither read nor replace a Secure cookie of the same host, whatever the port. */
export const SESSION_COOKIE = 'betalt.session';
export const SECURE_SESSION_COOKIE = '__Host-betalt.session';

/** Opaque tokens begin so that secret scanners and people know them. */
export const ACCESS_TOKEN_PREFIX = 'betalt_';

/**
 * The credential of a request: the bearer token if there is an Authorization header, else the session cookie.
 *
 * @returns null without either, or with one that cannot be Betalt's.
 */
export function readCredential(
  headers: { authorization?: string | undefined; cookie?: string | undefined },
  sessionSecret: string,
): Credential | null {
  if (headers.authorization !== undefined) {
    const token = /^Bearer +(betalt_[A-Za-z0-9_-]{20,200})$/i.exec(headers.authorization)?.[1];
    return token === undefined ? null : { kind: 'token', tokenHash: hashAccessToken(token) };
  }
  const sessionToken = readSessionCookie(headers.cookie, sessionSecret);
  return sessionToken === null ? null : { kind: 'session', sessionToken };
}

/** Tokens are 256 random bits, so a plain fast hash keeps them: there is nothing to guess. */
export function hashAccessToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The cookie's value: the session's token and its HMAC-SHA-256, so that a forged one is refused without asking the database. */
export function signSessionToken(sessionToken: string, secret: string): string {
  return encodeURIComponent(`${sessionToken}.${createHmac('sha256', secret).update(sessionToken).digest('base64')}`);
}

function readSessionCookie(header: string | undefined, secret: string): string | null {
  const value = findCookie(header, SECURE_SESSION_COOKIE) ?? findCookie(header, SESSION_COOKIE) ?? '';
  const dot = value.lastIndexOf('.');
  if (dot <= 0) return null;
  const sessionToken = value.slice(0, dot);
  const expected = createHmac('sha256', secret).update(sessionToken).digest();
  const given = Buffer.from(value.slice(dot + 1), 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected) ? sessionToken : null;
}

function findCookie(header: string | undefined, name: string): string | undefined {
  const pair = header?.split(/; */).find((each) => each.startsWith(`${name}=`));
  return pair === undefined ? undefined : decode(pair.slice(name.length + 1));
}

/** A cookie that is not well-formed is nobody's. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return '';
    throw error;
  }
}
