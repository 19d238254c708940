import { isIP } from 'node:net';
import { isRefusedAddress } from './refused-address.ts';

export type UrlRejection = 'malformed' | 'scheme' | 'credentials' | 'fragment' | 'port' | 'address';

/** Ports below 1024 belong to services that are no web servers. */
const LOW_PORTS: ReadonlySet<number> = new Set([80, 443]);

/**
 * A URL that messages may be sent to, in its normal form. What a name resolves to is checked when it is connected to, each time
 * (`webhook-sender.ts`); an address is checked here too, so that its owner hears of it at once.
 *
 * @param allowsPrivate the host lets messages go to private addresses, and then without TLS too
 */
export function receiverUrl(text: string, allowsPrivate: boolean): { url: URL } | { rejection: UrlRejection } {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.hostname === '') return { rejection: 'malformed' };
  const isSecure = url.protocol === 'https:';
  if (!isSecure && !(allowsPrivate && url.protocol === 'http:')) return { rejection: 'scheme' };
  if (url.username !== '' || url.password !== '') return { rejection: 'credentials' };
  if (url.hash !== '') return { rejection: 'fragment' };
  const port = Number(url.port || (isSecure ? 443 : 80));
  if (port < 1024 && !LOW_PORTS.has(port)) return { rejection: 'port' };
  if (!allowsPrivate && isPrivateHost(url)) return { rejection: 'address' };
  return { url };
}

/** The host as an address, without the brackets of IPv6; null for a name. */
export function literalAddress({ hostname }: URL): string | null {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(host) === 0 ? null : host;
}

function isPrivateHost(url: URL): boolean {
  const address = literalAddress(url);
  if (address !== null) return isRefusedAddress(address);
  const name = url.hostname.replace(/\.$/, '');
  return PRIVATE_NAME.test(name);
}

// RFC 6761, RFC 6762, RFC 8375 and .internal: names that mean something inside a network only.
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|home\.arpa)$/;
