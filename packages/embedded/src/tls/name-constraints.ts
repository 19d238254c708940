import { isIPv4, isIPv6 } from 'node:net';

/** The object identifier of the name constraints extension (RFC 5280, 4.2.1.10). */
export const NAME_CONSTRAINTS = '2.5.29.30';

/**
 * The extension's value (DER) that permits exactly these names and addresses. A kind of name that is not mentioned
 * would be permitted whole, so there is always one of each kind: callers pass the loopback names first.
 */
export function permitOnly(hosts: readonly string[]): Buffer {
  const subtrees = hosts.map((host) => tagged(0x30, generalName(host)));
  return tagged(0x30, tagged(0xa0, Buffer.concat(subtrees)));
}

/** GeneralName: dNSName is [2]; iPAddress is [7], the address followed by its mask. All of 127/8 is loopback. */
function generalName(host: string): Buffer {
  if (isIPv4(host)) {
    const loopback = host.startsWith('127.');
    const address = loopback ? [127, 0, 0, 0] : host.split('.').map(Number);
    return tagged(0x87, Buffer.from([...address, ...(loopback ? [255, 0, 0, 0] : [255, 255, 255, 255])]));
  }
  if (isIPv6(host)) return tagged(0x87, Buffer.concat([ipv6(host), Buffer.alloc(16, 0xff)]));
  return tagged(0x82, Buffer.from(host, 'ascii'));
}

/** The sixteen bytes of an address that `isIPv6` accepted, without a zone. The URL parser writes the shortest form. */
function ipv6(host: string): Buffer {
  const [head = '', tail] = new URL(`http://[${host}]`).hostname.slice(1, -1).split('::');
  const before = groups(head);
  const after = groups(tail ?? '');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => 0);
  const bytes = Buffer.alloc(16);
  for (const [at, group] of [...before, ...zeros, ...after].entries()) bytes.writeUInt16BE(group, at * 2);
  return bytes;
}

function groups(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}

/** DER: tag, length, content. */
function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
