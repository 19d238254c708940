import type { Config } from './config.ts';

/** Where people reach the portal, without a trailing slash: the host's choice, or the listener's own address. */
export function portalAddress({ publicUrl, host, port }: Pick<Config, 'publicUrl' | 'host' | 'port'>): string {
  return publicUrl ?? `http://${urlHost(host)}:${port}`;
}

/** As a host stands in an address; every interface is reached by loopback. */
export function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
